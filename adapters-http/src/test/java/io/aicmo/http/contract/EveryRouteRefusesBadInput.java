package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.aicmo.http.Access;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every route, from the route table, refuses every kind of bad input with a 4xx problem that names the field, never with
 * a 5xx, and stores nothing of it. A new route is covered at birth.
 */
public interface EveryRouteRefusesBadInput {
    Api api();

    /** Whether an answer refuses, and names the field. */
    Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 409, 413, 415, 422);

    @TestFactory
    default Stream<DynamicTest> everyBodyField() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(withBody().map(route -> attack(firm, route, client -> eachField(firm, route, client))));
    }

    @TestFactory
    default Stream<DynamicTest> everyBodyAsAWhole() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(withBody().map(route -> attack(firm, route, client -> wholeBody(firm, route, client))));
    }

    @TestFactory
    default Stream<DynamicTest> everyQueryParameter() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(api().routes().stream()
                .filter(route -> !route.takesBytes())
                .map(route -> attack(firm, route, client -> query(firm, route, client))));
    }

    @TestFactory
    default Stream<DynamicTest> everyPathAndHeader() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(api().routes().stream()
                .filter(route -> route.path().startsWith("/v1/"))
                .map(route -> attack(firm, route, client -> pathAndHeaders(firm, route, client))));
    }

    @TestFactory
    default Stream<DynamicTest> everyWebhook() {
        Firm firm = api().aFirm();
        return firm.untouchedBy(api().routes().stream()
                .filter(route -> route.takesBytes() && route.access() instanceof Access.Provider)
                .filter(Route::takesBytes)
                // What is verified there is stored as it came, whatever it says; what it says is found out later.
                .filter(route -> !route.path().endsWith("/webhook-receiver"))
                .map(route -> attack(firm, route, client -> webhook(firm, route))));
    }

    private Stream<Route> withBody() {
        return api().routes().stream().filter(route -> route.bodyType() != null);
    }

    private DynamicTest attack(Firm firm, Route route, Consumer<Client> attack) {
        return dynamicTest(route.toString(), () -> attack.accept(client(firm, route)));
    }

    private Client client(Firm firm, Route route) {
        return switch (route.access()) {
            case Access.Bootstrap bootstrap -> api().bearer(api().bootstrapToken());
            case Access.Service service -> api().service();
            case Access.Form form -> firm.form();
            default -> firm.owner();
        };
    }

    private void eachField(Firm firm, Route route, Client client) {
        Bodies bodies = new Bodies(api().openApi(), firm);
        Map<String, JsonNode> fields = bodies.fields(route);
        ObjectNode good = route.takesPatch() ? Reply.JSON.createObjectNode() : bodies.full(route);
        if (!route.takesPatch()) {
            for (String name : bodies.required(route)) {
                refused(client, firm, route, good.deepCopy().without(name), name, "missing");
                refused(client, firm, route, good.deepCopy().putNull(name), name, "null");
            }
        }
        fields.forEach((name, schema) -> {
            for (JsonNode wrong : wrongValues(schema)) {
                ObjectNode body = good.deepCopy();
                body.set(name, wrong);
                refused(client, firm, route, body, name, "wrong: " + shortened(wrong));
            }
        });
        ObjectNode unknown = good.deepCopy().put("no_such_field", 1);
        refused(client, firm, route, unknown, "no_such_field", "unknown");
    }

    private List<JsonNode> wrongValues(JsonNode given) {
        ObjectNode schema = api().openApi().resolve(given.has("anyOf") ? given.at("/anyOf/1") : given);
        List<JsonNode> wrong = new ArrayList<>();
        String type = Bodies.type(schema);
        switch (type) {
            case "string" -> {
                wrong.add(json("{}"));
                wrong.add(json("17"));
                wrong.add(json("[\"a\"]"));
                wrong.add(json("true"));
                wrong.add(Reply.JSON.valueToTree("x".repeat(150_000)));
                wrong.add(json("\"a\\u0000b\""));
                wrong.add(json("\"a\\ud800b\""));
                if (schema.has("format") || schema.has("enum")) {
                    wrong.add(json("\"nonsense\""));
                    wrong.add(json("\"\""));
                }
                if (schema.path("format").asString("").startsWith("date")) {
                    wrong.add(json("\"2026-13-45T99:00:00Z\""));
                    wrong.add(json("\"+99999-01-01T00:00:00Z\""));
                    wrong.add(json("\"-0044-03-15T00:00:00Z\""));
                    wrong.add(json("\"0000-01-01T00:00:00Z\""));
                    wrong.add(json("\"9999-12-31T23:59:59-10:00\""));
                    wrong.add(json("\"0000-01-01\""));
                    wrong.add(json("\"9999-12-31\""));
                }
            }
            case "integer", "number" -> {
                wrong.add(json("\"1\""));
                wrong.add(json("{}"));
                wrong.add(json("-1"));
                wrong.add(json("1e400"));
                wrong.add(json("99999999999999999999999"));
                if (type.equals("integer")) {
                    wrong.add(json("1.5"));
                }
            }
            case "boolean" -> {
                wrong.add(json("\"true\""));
                wrong.add(json("1"));
            }
            case "array" -> {
                wrong.add(json("{}"));
                wrong.add(json("\"a\""));
                wrong.add(json("[[]]"));
                wrong.add(json("[null]"));
            }
            case "object" -> {
                wrong.add(json("[]"));
                wrong.add(json("\"a\""));
                wrong.add(json("{\"a\": \"\\u0000\"}"));
                wrong.add(json("{\"\\u0000\": 1}"));
                wrong.add(json("{\"a\": [{\"b\": \"\\udc00\"}]}"));
                wrong.add(json("{\"a\": 1e999}"));
            }
            default -> {
                wrong.add(json("\"a\\u0000b\""));
                wrong.add(json("{\"a\": {\"b\": \"\\ud800\"}}"));
                wrong.add(json("[[[]]]"));
            }
        }
        return wrong;
    }

    private void refused(Client client, Firm firm, Route route, JsonNode body, String field, String why) {
        String escaped =
                Reply.JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(body);
        String sent = route.takesBatch() ? "{\"items\": [" + escaped + "]}" : escaped;
        Reply reply = client.call(route.method().name(), firm.pathOf(route.path()), sent);
        String about = field + " " + why + ": " + reply;
        if (route.takesBatch()) {
            assertThat(reply.status()).as(about).isEqualTo(207);
            JsonNode result = reply.at("/results/0");
            assertThat(result.path("status").asInt(0)).as(about).isIn(REFUSALS);
            assertThat(result.at("/error/errors").toString()).as(about).contains("\"/" + field);
        } else {
            assertThat(reply.status()).as(about).isIn(REFUSALS);
            assertThat(reply.pointers()).as(about).anyMatch(pointer -> pointer.startsWith("/" + field));
        }
    }

    private void wholeBody(Firm firm, Route route, Client client) {
        String path = firm.pathOf(route.path());
        String method = route.method().name();
        Client typed = client.with("Content-Type", "application/json");
        byte[] invalidUtf8 = "{\"name\": \"a\u00ffb\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(typed.send(method, path, new byte[0]).status()).isEqualTo(400);
        assertThat(typed.send(method, path, invalidUtf8).status()).isEqualTo(400);
        assertThat(typed.send(method, path, "{\"a\":1}".getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
        assertThat(typed.send(method, path, "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE))
                        .status())
                .isEqualTo(400);
        for (String broken :
                List.of("{", "{\"a\":}", "{\"a\":1}}", "{'a':1}", "{\"a\":01}", "{\"a\":1,\"a\":2}", "\u0000", "nul")) {
            assertThat(typed.call(method, path, broken).status()).as(broken).isEqualTo(400);
        }
        for (String notAnObject : List.of("[]", "null", "1", "\"a\"", "true")) {
            assertThat(typed.call(method, path, notAnObject).status())
                    .as(notAnObject)
                    .isEqualTo(422);
        }
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        assertThat(typed.call(method, path, deep).status()).isEqualTo(400);
        String deepList = "{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        assertThat(typed.call(method, path, deepList).status()).isEqualTo(400);
        assertThat(typed.call(method, path, "{\"a\":1" + "0".repeat(1_000) + "}")
                        .status())
                .isEqualTo(400);
        for (String contentType : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/json; charset=utf-16",
                "nonsense")) {
            assertThat(client.with("Content-Type", contentType)
                            .send(method, path, Firm.bytes("{}"))
                            .status())
                    .as(contentType)
                    .isEqualTo(415);
        }
        assertThat(client.send(method, path, Firm.bytes("{}")).status())
                .as("no content type")
                .isEqualTo(415);
        byte[] tooLong = new byte[1024 * 1024 + 1];
        Arrays.fill(tooLong, (byte) ' ');
        assertThat(typed.send(method, path, tooLong).status()).isEqualTo(413);
    }

    /** What takes any text. */
    Set<String> TEXTS = Set.of(
            "q",
            "event_type",
            "listener",
            "channel",
            "address",
            "source",
            "name",
            "company",
            "provider",
            "kind",
            "type",
            "agent",
            "mode",
            "model",
            "request_id");

    private void query(Firm firm, Route route, Client client) {
        String path = firm.pathOf(route.path());
        String body = route.bodyType() == null || route.method() == Route.Method.GET ? null : "{}";
        refusedQuery(client, route, path, "no_such_parameter=1", "no_such_parameter", body);
        for (Parameter<?> parameter : route.parameters()) {
            String name = parameter.name();
            if (TEXTS.contains(name)) {
                refusedQuery(client, route, path, name + "=%00", name, body);
                refusedQuery(client, route, path, name + "=" + "x".repeat(11_000), name, body);
                continue;
            }
            for (String wrong : wrongTexts(name)) {
                refusedQuery(client, route, path, name + "=" + wrong, name, body);
            }
            refusedQuery(client, route, path, name + "=1&" + name + "=1", name, body);
        }
    }

    private static List<String> wrongTexts(String name) {
        if (name.equals("limit")) {
            return List.of("", "0", "-1", "201", "1.5", "abc", "99999999999999", "%00");
        }
        List<String> wrong =
                new ArrayList<>(List.of("", "nonsense", "%00", "%FF", "-1", "%F0%9F%98%80", "x".repeat(2_000)));
        if (!name.equals("phone")) { // The digits of a day could be called.
            wrong.addAll(List.of("0000-01-01", "9999-12-31", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59-10:00"));
        }
        return wrong;
    }

    private static void refusedQuery(Client client, Route route, String path, String query, String name, String body) {
        Reply reply = client.call(route.method().name(), path + "?" + query, body);
        assertThat(reply.status()).as(query + ": " + reply).isIn(400, 422, 431);
        if (reply.status() == 422) {
            assertThat(reply.pointers()).as(reply.toString()).contains(name);
        }
    }

    private void pathAndHeaders(Firm firm, Route route, Client client) {
        String method = route.method().name();
        String body = route.bodyType() == null || route.method() == Route.Method.GET ? null : "{}";
        if (route.path().contains("{id}")) {
            String wellFormed = body == null ? null : goodJson(firm, route);
            for (String wrong : List.of(
                    "nonsense", "0", "%20", "1-1-1-1-1", UUID.randomUUID().toString())) {
                assertThat(client.call(
                                        method,
                                        route.path().replace("{id}", wrong).replace("{version}", "1"),
                                        wellFormed)
                                .status())
                        .as("%s with %s", route, wrong)
                        .isEqualTo(404);
            }
        }
        if (route.takesPatch() || route.method() == Route.Method.DELETE) {
            for (String wrong :
                    List.of("1", "\"a\"", "W/\"1\"", "\"-1\"", "\"99999999999999999999\"", "\"1\", \"2\"")) {
                assertThat(client.with("If-Match", wrong)
                                .call(method, firm.pathOf(route.path()), body)
                                .status())
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
        if (route.method() == Route.Method.POST && !isOfNoTenant(route) && body != null) {
            assertThat(client.with("Idempotency-Key", "k".repeat(256))
                            .call(method, firm.pathOf(route.path()), goodJson(firm, route))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(client.with("Accept", "application/xml")
                        .call(method, firm.pathOf(route.path()), body)
                        .status())
                .isEqualTo(406);
    }

    private static boolean isOfNoTenant(Route route) {
        return route.access() instanceof Access.Bootstrap || route.access() instanceof Access.Service;
    }

    private String goodJson(Firm firm, Route route) {
        if (route.takesPatch()) {
            return "{}";
        }
        ObjectNode good = new Bodies(api().openApi(), firm).full(route);
        return route.takesBatch() ? "{\"items\": [" + good + "]}" : good.toString();
    }

    private void webhook(Firm firm, Route route) {
        String name = route.path().substring(route.path().lastIndexOf('/') + 1);
        for (String body :
                List.of("", "{", "[]", "null", "{\"events\": 1}", "{\"events\": {}}", "[".repeat(20_000), "\u0000")) {
            assertThat(firm.webhook(name, body).status()).as(body).isIn(400, 422);
        }
        for (String event : List.of(
                "1",
                "null",
                "[]",
                "{}",
                "{\"id\": 1, \"type\": []}",
                "{\"id\": \"\\u0000\", \"type\": \"email.opened\", \"email\": \"a@b.cd\"}")) {
            Reply reply = firm.webhook(name, "{\"events\": [" + event + "]}");
            assertThat(reply.status()).as(event).isEqualTo(200);
            assertThat(reply.at("/rejected/0/index").asInt(-1))
                    .as(reply.toString())
                    .isZero();
        }
        assertThat(api().anyone().send("POST", route.path(), Firm.bytes("{}")).status())
                .isEqualTo(422);
        assertThat(api().anyone()
                        .send("POST", route.path() + "?source=nonsense", Firm.bytes("{}"))
                        .status())
                .isEqualTo(422);
        assertThat(api().anyone()
                        .send("POST", route.path() + "?source=" + firm.id("webhook_source"), new byte[1024 * 1024 + 1])
                        .status())
                .isEqualTo(413);
    }

    private static JsonNode json(String text) {
        return Reply.JSON
                .reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(text);
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
