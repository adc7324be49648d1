package io.aicmo.http;

import io.aicmo.domain.shared.Lazy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A route with what it needs at work: its reader, made when the first body comes, so that a server starts at once
 * however many routes it has.
 */
final class Served {
    private static final Nothing NOTHING = new Nothing();

    private final Route route;
    private final Lazy<Function<JsonNode, Object>> reader;

    Served(Route route, Schemas schemas) {
        this.route = route;
        this.reader = new Lazy<>(() -> reader(route.body(), schemas));
    }

    private static Function<JsonNode, Object> reader(Route.Body body, Schemas schemas) {
        return switch (body) {
            case Route.Body.Json json -> reader(json, schemas)::read;
            case Route.Body.Change change -> patch(reader(change.type(), schemas));
            case Route.Body.Items items -> batch(reader(items.type(), schemas));
            case Route.Body.None none -> reader(Nothing.class, schemas)::read;
            case Route.Body.Raw raw -> throw new IllegalStateException("bytes are not read");
        };
    }

    @SuppressWarnings("unchecked") // whoever takes the body was declared with its type
    private static BodyReader<Object> reader(Class<?> type, Schemas schemas) {
        return new BodyReader<>((Class<Object>) type, schemas.request(type));
    }

    private static BodyReader<Object> reader(Route.Body.Json body, Schemas schemas) {
        return new BodyReader<>(
                Json.MAPPER
                        .getTypeFactory()
                        .constructParametricType(body.type(), body.arguments().toArray(Class<?>[]::new)),
                schemas.request(body.type(), body.typeArguments()));
    }

    private static Function<JsonNode, Object> patch(BodyReader<Object> reader) {
        return body -> new Patch<>(body, reader);
    }

    private static Function<JsonNode, Object> batch(BodyReader<Object> reader) {
        return body -> new Batch<>(body, reader);
    }

    Route route() {
        return route;
    }

    /**
     * The body as the route takes it.
     *
     * @throws Problem 400, 415, 422
     */
    Object body(byte[] bytes, @Nullable String contentType) {
        if (route.body() instanceof Route.Body.Raw) {
            return bytes;
        }
        if (bytes.length == 0 && route.body() instanceof Route.Body.None) {
            return NOTHING;
        }
        Negotiation.checkContentType(contentType, route.takesPatch());
        return reader.get().apply(Json.parse(bytes));
    }
}
