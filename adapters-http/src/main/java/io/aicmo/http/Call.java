package io.aicmo.http;

import io.aicmo.domain.shared.Id;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.webhook.WebhookRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request as its handler sees it: authenticated, its parameters read. */
public final class Call {
    private final Route route;
    private final String requestId;
    private final @Nullable Caller caller;
    private final Map<String, String> path;
    private final Map<Parameter<?>, Object> parameters;
    private final @Nullable Long ifMatch;
    private final WebhookRequest incoming;
    private final String baseUrl;
    private final @Nullable String lastEventId;

    Call(
            Route route,
            String requestId,
            @Nullable Caller caller,
            Map<String, String> path,
            Map<Parameter<?>, Object> parameters,
            @Nullable Long ifMatch,
            WebhookRequest incoming,
            String baseUrl,
            @Nullable String lastEventId) {
        this.route = route;
        this.requestId = requestId;
        this.caller = caller;
        this.path = path;
        this.parameters = parameters;
        this.ifMatch = ifMatch;
        this.incoming = incoming;
        this.baseUrl = baseUrl;
        this.lastEventId = lastEventId;
    }

    Route route() {
        return route;
    }

    /** Who calls. Only routes that take a credential may ask. */
    public Actor actor() {
        return caller().actor();
    }

    /** The token of the form that was submitted. Only routes of forms may ask. */
    public FormToken form() {
        return Optional.ofNullable(caller().form())
                .orElseThrow(() -> new IllegalStateException(route + " is not a form's"));
    }

    /**
     * The id in the path.
     *
     * @throws NotFound if it is no id at all, and so nothing's
     */
    public <I extends Id> I id(Class<I> type) {
        return id("id", type);
    }

    /** @throws NotFound see {@link #id(Class)} */
    public <I extends Id> I id(String placeholder, Class<I> type) {
        String text = path.getOrDefault(placeholder, "");
        UUID uuid = Json.uuidOrNull(text);
        if (uuid == null) {
            throw new NotFound("resource", text.length() > 100 ? text.substring(0, 100) + "…" : text);
        }
        return Json.idFactory(type).apply(uuid);
    }

    /** What stands in the path for a placeholder. */
    public String path(String placeholder) {
        return path.getOrDefault(placeholder, "");
    }

    /** A query parameter, or null where it is not given. */
    @SuppressWarnings("unchecked") // what is kept under a parameter was read by it
    public <T> @Nullable T query(Parameter<T> parameter) {
        return (T) parameters.get(parameter);
    }

    /** A query parameter, or this where it is not given. */
    public <T> T query(Parameter<T> parameter, T otherwise) {
        T given = query(parameter);
        return given == null ? otherwise : given;
    }

    /** A query parameter that the route declares as mandatory. */
    public <T> T required(Parameter<T> parameter) {
        T given = query(parameter);
        if (given == null) {
            throw new IllegalStateException(route + " does not declare " + parameter.name() + " as mandatory");
        }
        return given;
    }

    /** The version that {@code If-Match} names, or null where any will do. */
    public @Nullable Long ifMatch() {
        return ifMatch;
    }

    /** Finds this request in the log. */
    public String requestId() {
        return requestId;
    }

    /** How the world reaches this server, without a slash at the end. */
    public String baseUrl() {
        return baseUrl;
    }

    /** The id of the last event that a reader of a stream got, as its header says, or null. */
    public @Nullable String lastEventId() {
        return lastEventId;
    }

    /** The request as it came in, with all its headers where a provider signed it. */
    public WebhookRequest incoming() {
        return incoming;
    }

    /** The same call, whose actor's work belongs to a transaction. */
    Call as(Actor actor) {
        return new Call(
                route,
                requestId,
                new Caller(actor, caller().credential(), caller().form()),
                path,
                parameters,
                ifMatch,
                incoming,
                baseUrl,
                lastEventId);
    }

    Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(route + " takes no credential");
        }
        return caller;
    }
}
