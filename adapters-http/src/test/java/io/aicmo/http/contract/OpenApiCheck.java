package io.aicmo.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.aicmo.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds answers against the OpenAPI document of the server that gave them. */
final class OpenApiCheck {
    private static final String DOCUMENT = "https://aicmo.test/openapi.json";

    /** What stands around the schemas of an OpenAPI document is no schema, and no mistake. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keywords(Stream.of("openapi", "info", "paths", "components")
                    .map(NonValidationKeyword::new)
                    .toList())
            .build();

    private static final Map<String, OpenApiCheck> KNOWN = new ConcurrentHashMap<>();

    private final List<Route> routes;
    private final JsonNode document;
    /** Of the whole document, which is read once; what answers are held against are parts of it. */
    private final Schema whole;

    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Many servers say the same of themselves: what checks them is made once. */
    static OpenApiCheck of(List<Route> routes, String document) {
        return KNOWN.computeIfAbsent(document, one -> new OpenApiCheck(routes, one));
    }

    private OpenApiCheck(List<Route> routes, String document) {
        this.routes = routes.stream()
                .sorted(Comparator.comparingInt(route -> route.placeholders().size()))
                .toList();
        this.document = Reply.JSON.readTree(document);
        this.whole = SchemaRegistry.withDefaultDialect(DIALECT).getSchema(SchemaLocation.of(DOCUMENT), this.document);
    }

    JsonNode document() {
        return document;
    }

    /** The schema of a route's JSON body, with its references resolved at the first level. */
    ObjectNode requestSchema(Route route) {
        JsonNode content = operation(route).at("/requestBody/content");
        JsonNode schema = content.isMissingNode()
                ? content
                : content.properties().iterator().next().getValue().path("schema");
        return resolve(schema);
    }

    /** A schema, or the one that it refers to. */
    ObjectNode resolve(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        JsonNode found =
                reference.isString() ? document.at(reference.stringValue().substring(1)) : schema;
        return found instanceof ObjectNode object ? object : Reply.JSON.createObjectNode();
    }

    void check(String method, String path, Reply reply) {
        if (reply.status() >= 400 && !method.equals("HEAD")) {
            boolean described = reply.status() == 503 && !reply.isProblem();
            if (!described) {
                checkProblem(reply);
            }
            return;
        }
        route(method, path).ifPresent(route -> checkAnswer(route, reply));
    }

    private static void checkProblem(Reply reply) {
        assertThat(reply.isProblem()).as("a problem: %s", reply).isTrue();
        JsonNode problem = reply.json();
        assertThat(problem.path("status").asInt(0)).as(reply.toString()).isEqualTo(reply.status());
        assertThat(problem.path("type").asString("")).as(reply.toString()).isNotEmpty();
        assertThat(problem.path("title").asString("")).as(reply.toString()).isNotEmpty();
        assertThat(problem.path("detail").asString("")).as(reply.toString()).isNotEmpty();
        assertThat(reply.text())
                .as("no trace of the program in %s", reply)
                .doesNotContain("\\tat ")
                .doesNotContain("io.aicmo.")
                .doesNotContain("Exception");
        assertThat(problem.path("request_id").asString(""))
                .as(reply.toString())
                .isEqualTo(reply.header("X-Request-Id"));
    }

    private Optional<Route> route(String method, String path) {
        return routes.stream()
                .filter(route -> route.method().name().equals(method))
                .filter(route -> Pattern.matches(route.path().replaceAll("\\{[^}]*}", "[^/]+"), path))
                .findFirst();
    }

    private void checkAnswer(Route route, Reply reply) {
        if (reply.status() == 304) {
            return;
        }
        JsonNode answer = operation(route).path("responses").path(Integer.toString(reply.status()));
        assertThat(answer.isObject())
                .as("%s declares what it answers: %s", route, reply)
                .isTrue();
        boolean json = reply.header("Content-Type").startsWith("application/json");
        if (answer.at("/content/application~1json").isMissingNode() || !json) {
            return;
        }
        Schema schema = schemas.computeIfAbsent(
                pointer(route) + "/responses/" + reply.status() + "/content/application~1json/schema",
                at -> whole.getRefSchema(SchemaLocation.of(DOCUMENT + "#" + at).getFragment()));
        assertThat(schema.validate(reply.json()))
                .as("%s answers as documented: %s", route, reply)
                .isEmpty();
    }

    private JsonNode operation(Route route) {
        return document.at(pointer(route));
    }

    private static String pointer(Route route) {
        return "/paths/" + route.path().replace("~", "~0").replace("/", "~1") + "/"
                + route.method().name().toLowerCase(Locale.ROOT);
    }
}
