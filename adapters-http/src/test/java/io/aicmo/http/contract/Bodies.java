package io.aicmo.http.contract;

import io.aicmo.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies that a route takes, made from its schema in the OpenAPI document; so a new route has them at birth. Ids are a
 * firm's own, by the field's name.
 */
final class Bodies {
    private final OpenApiCheck openApi;
    private final Firm firm;

    Bodies(OpenApiCheck openApi, Firm firm) {
        this.openApi = openApi;
        this.firm = firm;
    }

    /** A body with every field, required or not; of a batch its first item. */
    ObjectNode full(Route route) {
        ObjectNode body = Reply.JSON.createObjectNode();
        fields(route).forEach((name, schema) -> body.set(name, value(name, schema)));
        if (route.path().startsWith("/v1/leads") && body.has("contact_id")) {
            // The firm's contact is a lead of its campaign already.
            body.put("campaign_id", firm.id("direct_campaign"));
        }
        return body;
    }

    /** What is sent to have a route carried out, or null where it takes nothing. */
    @Nullable
    String sent(Route route) {
        if (route.bodyType() == null) {
            return null;
        }
        ObjectNode body = full(route);
        return route.takesBatch() ? "{\"items\": [" + body + "]}" : body.toString();
    }

    /** The schema of each field of the route's record. */
    Map<String, JsonNode> fields(Route route) {
        ObjectNode record = record(route);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        record.path("properties").forEachEntry(fields::put);
        return fields;
    }

    /** The names of the fields that must be there. */
    List<String> required(Route route) {
        List<String> names = new ArrayList<>();
        record(route).path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private ObjectNode record(Route route) {
        ObjectNode schema = openApi.requestSchema(route);
        if (route.takesBatch()) {
            return openApi.resolve(schema.at("/properties/items/items"));
        }
        return schema;
    }

    /** A value that the schema allows. */
    JsonNode value(String name, JsonNode given) {
        ObjectNode schema = openApi.resolve(given);
        if (schema.has("anyOf")) {
            return value(name, schema.at("/anyOf/1"));
        }
        if (schema.has("enum")) {
            return schema.at("/enum/0");
        }
        return switch (type(schema)) {
            case "string" -> Reply.JSON.valueToTree(text(name, schema));
            // Shares add up to a hundred, and here each is the only one.
            case "integer", "number" -> Reply.JSON.valueToTree(name.equals("percent") ? 100 : 1);
            case "boolean" -> Reply.JSON.valueToTree(true);
            case "array" -> {
                ArrayNode items = Reply.JSON.createArrayNode();
                items.add(
                        value(name.endsWith("s") ? name.substring(0, name.length() - 1) : name, schema.path("items")));
                yield items;
            }
            case "object" -> object(schema);
            default -> Reply.JSON.valueToTree(true);
        };
    }

    private ObjectNode object(ObjectNode schema) {
        ObjectNode object = Reply.JSON.createObjectNode();
        schema.path("properties").forEachEntry((name, field) -> object.set(name, value(name, field)));
        return object;
    }

    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("");
    }

    private String text(String name, JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "uuid" -> id(name);
            case "email" -> "new" + UUID.randomUUID() + "@example.com";
            case "phone" -> "+14155550123";
            case "date-time" -> name.equals("expires_at") ? "2999-01-01T00:00:00Z" : "2026-01-01T00:00:00Z";
            // What starts and ends lasts 90 days.
            case "date" -> name.equals("end_date") ? "2026-03-31" : "2026-01-01";
            default -> word(name, schema);
        };
    }

    private String id(String name) {
        String noun = name.endsWith("_id") ? name.substring(0, name.length() - 3) : name;
        return firm.has(noun) ? firm.id(noun) : UUID.randomUUID().toString();
    }

    private static String word(String name, JsonNode schema) {
        return switch (name) {
            case "channel" -> "email";
            case "activity_type" -> "email_opened";
            case "provider" -> "generic";
            case "url" -> "https://127.0.0.1:1/" + UUID.randomUUID();
            case "topic" -> "lead.*";
            case "type" -> "lead.noticed";
            case "secret" -> "whsec_" + "AAAA".repeat(8);
            case "budget_currency", "currency" -> "EUR";
            case "week" -> "2026-W01";
            case "from" -> "08:00";
            case "to" -> "18:00";
            case "time_zone" -> "Europe/Berlin";
            case "allowed_origin" -> "https://www.example.com";
            default -> {
                String unique = UUID.randomUUID().toString();
                int max = schema.path("maxLength").asInt(100);
                yield unique.substring(0, Math.min(unique.length(), max));
            }
        };
    }
}
