package io.aicmo.http;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document, derived from the routes that serve. */
final class OpenApi {
    private static final String REFUSED = "Refused";
    private static final String SCHEMAS = "#/components/schemas/";

    private final List<Route> routes;
    private final Schemas schemas;
    private final SchemaBuilder requests;
    private final SchemaBuilder responses;
    /** What the fields of patches refer to. */
    private final ObjectNode patched = object();

    private OpenApi(List<Route> routes, Schemas schemas) {
        this.routes = routes;
        this.schemas = schemas;
        this.requests = schemas.requests();
        this.responses = schemas.responses();
    }

    /** The document. */
    static ObjectNode document(List<Route> routes, Schemas schemas) {
        return new OpenApi(routes, schemas).document();
    }

    private ObjectNode document() {
        ObjectNode document = object();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "AI CMO")
                .put("version", "1")
                .put(
                        "description",
                        "An AI marketing department on a CRM spine. Refusals are RFC 9457 problems; lists are read by"
                                + " cursor; any POST that a tenant's credential makes takes an Idempotency-Key.");
        ObjectNode paths = document.putObject("paths");
        ObjectNode refused = responses.createSchemaReference(ProblemBody.class);
        for (Route route : routes) {
            path(paths, route).set(route.method().name().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode components = document.putObject("components");
        ObjectNode all = components.putObject("schemas");
        merge(all, requests.collectDefinitions("components/schemas"));
        merge(all, responses.collectDefinitions("components/schemas"));
        patched.forEachEntry(all::putIfAbsent);
        components
                .putObject("responses")
                .putObject(REFUSED)
                .put("description", "The request was refused; the problem says why.")
                .putObject("content")
                .putObject("application/problem+json")
                .set("schema", refused);
        securitySchemes(components.putObject("securitySchemes"));
        return document;
    }

    private static void merge(ObjectNode all, ObjectNode more) {
        more.forEachEntry((name, schema) -> {
            JsonNode there = all.get(name);
            if (there != null && !there.equals(schema)) {
                throw new IllegalStateException(
                        "two records named " + name + " are a request's and a response's; give one another name");
            }
            all.set(name, schema);
        });
    }

    private static ObjectNode path(ObjectNode paths, Route route) {
        if (paths.get(route.path()) instanceof ObjectNode there) {
            return there;
        }
        ObjectNode path = paths.putObject(route.path());
        ArrayNode parameters = path.putArray("parameters");
        for (String placeholder : route.placeholders()) {
            ObjectNode schema = object().put("type", "string");
            if (placeholder.equals("id") || placeholder.endsWith("_id")) {
                schema.put("format", "uuid");
            }
            parameters
                    .addObject()
                    .put("name", placeholder)
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", schema);
        }
        return path;
    }

    private ObjectNode operation(Route route) {
        ObjectNode operation = object();
        operation.put("operationId", operationId(route)).put("summary", route.summary());
        operation.putArray("tags").add(route.tag());
        parameters(operation.putArray("parameters"), route);
        requestBody(operation, route);
        ObjectNode replies = operation.putObject("responses");
        route.replies().forEach(reply -> reply(replies, route, reply));
        replies.putObject("default").put("$ref", "#/components/responses/" + REFUSED);
        security(operation.putArray("security"), route.access());
        return operation;
    }

    static String operationId(Route route) {
        String words = route.path().replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9]+", "_");
        return route.method().name().toLowerCase(Locale.ROOT) + words;
    }

    private static void parameters(ArrayNode parameters, Route route) {
        for (Parameter<?> parameter : route.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .put("description", parameter.description())
                    .put("required", parameter.required())
                    .set("schema", parameter.schema());
        }
        if (Idempotency.covers(route)) {
            header(parameters, Idempotency.HEADER, "The same key is answered the same for 24 hours.");
        }
        if (route.takesPatch() || route.method() == Route.Method.DELETE) {
            header(parameters, "If-Match", "The version, in quotes, that the change is made for.");
        }
        if (route.access() instanceof Access.Form) {
            parameters
                    .addObject()
                    .put("name", "form_token")
                    .put("in", "query")
                    .put("description", "The form's token, where X-Form-Token cannot be sent.")
                    .set("schema", object().put("type", "string"));
        }
    }

    private static void header(ArrayNode parameters, String name, String description) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", "header")
                .put("description", description)
                .set("schema", object().put("type", "string"));
    }

    private void requestBody(ObjectNode operation, Route route) {
        switch (route.body()) {
            case Route.Body.None none -> {}
            case Route.Body.Json json ->
                content(
                        operation,
                        "application/json",
                        requests.createSchemaReference(json.type(), json.typeArguments()));
            case Route.Body.Change change ->
                content(operation, "application/merge-patch+json", loosened(change.type()));
            case Route.Body.Items items -> {
                ObjectNode schema = object().put("type", "object");
                schema.putArray("required").add("items");
                schema.put("additionalProperties", false);
                schema.putObject("properties")
                        .putObject("items")
                        .put("type", "array")
                        .put("minItems", 1)
                        .put("maxItems", Batch.MAX_ITEMS)
                        .set("items", reference(items.type()));
                content(operation, "application/json", schema);
            }
            case Route.Body.Raw raw ->
                content(operation, "*/*", object().put("description", "What the provider sends, signed as it signs."));
        }
    }

    private ObjectNode reference(Class<?> type) {
        return requests.createSchemaReference(type);
    }

    /** What a merge patch may hold: any of the fields, each also null. */
    private ObjectNode loosened(Class<?> type) {
        ObjectNode schema = object().put("type", "object").put("description", "A JSON merge patch (RFC 7396).");
        ObjectNode fields = schema.putObject("properties");
        JsonNode request = Json.MAPPER.readTree(schemas.request(type).toString().replace("#/$defs/", SCHEMAS));
        request.path("properties").forEachEntry((name, field) -> fields.set(name, orNull(field)));
        request.path("$defs").forEachEntry(patched::set);
        return schema.put("additionalProperties", false);
    }

    private static JsonNode orNull(JsonNode field) {
        if (field.has("anyOf") || field.path("type").isArray()) {
            return field;
        }
        ObjectNode either = object();
        either.putArray("anyOf").add(object().put("type", "null")).add(field);
        return either;
    }

    private static void content(ObjectNode operation, String mediaType, JsonNode schema) {
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(mediaType)
                .set("schema", schema);
    }

    private void reply(ObjectNode replies, Route route, Route.Reply reply) {
        ObjectNode answer = replies.putObject(Integer.toString(reply.status()));
        answer.put("description", description(reply.status()));
        Class<?> type = reply.type();
        if (type != null) {
            JsonNode schema = type == byte[].class
                    ? object().put("type", "string")
                    : responses.createSchemaReference(type, reply.typeArguments());
            ObjectNode content = answer.putObject("content");
            content.putObject(route.produces()).set("schema", schema);
            if (route.streams()) {
                content.putObject(EventStream.CONTENT_TYPE)
                        .putObject("schema")
                        .put("type", "string")
                        .put(
                                "description",
                                "event: delta {text} …, then event: result with the JSON answer, or event: error with a"
                                        + " problem.");
            }
        }
    }

    private static String description(int status) {
        return switch (status) {
            case 200 -> "Done.";
            case 201 -> "Made.";
            case 202 -> "Taken on; the job says what becomes of it.";
            case 204 -> "Done; there is nothing to show.";
            case 207 -> "Some items were refused; each has a status.";
            case 503 -> "Not ready.";
            default -> "Answered with " + status + ".";
        };
    }

    private static void security(ArrayNode security, Access access) {
        @Nullable
        String scheme = switch (access) {
            case Access.Anyone anyone -> null;
            case Access.Provider provider -> "provider_signature";
            case Access.Bootstrap bootstrap -> "bootstrap_token";
            case Access.Service service -> "service_token";
            case Access.Form form -> "form_token";
            case Access.Member member -> "bearer";
            case Access.Holder holder -> "bearer";
        };
        if (scheme != null) {
            ArrayNode scopes = security.addObject().putArray(scheme);
            if (access instanceof Access.Holder holder) {
                scopes.add(holder.permission().scope());
            }
        }
    }

    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A user's JWT, or an API key (ak_…).");
        schemes.putObject("bootstrap_token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The installation's bootstrap token.");
        schemes.putObject("service_token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The installation's service token; never from a browser.");
        schemes.putObject("form_token")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-Form-Token");
        schemes.putObject("provider_signature")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "webhook-signature")
                .put("description", "The signature of the webhook source's provider, in the provider's own headers.");
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
