package io.aicmo.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every installation answers about itself: health, metrics, documentation, the list of functions. */
final class SystemRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(SystemRoutes.class);
    private static final Access ANYONE = new Access.Anyone();

    /** Whether the server is ready, and what it needs for that. */
    record Health(String status, Map<String, String> checks) {}

    /** What the installation can be asked for at {@code /functions/v1}. */
    record Functions(List<FunctionView> data) {}

    /**
     * A function.
     *
     * @param caller who may call it
     * @param input the JSON Schema of its body
     * @param output the JSON Schema of its answer
     */
    record FunctionView(String name, String purpose, String mode, String caller, JsonNode input, JsonNode output) {}

    private final Map<String, HealthCheck> checks;
    private final Metrics metrics;
    /** What did not work when somebody looked last: it is logged when that changes, not whenever somebody looks. */
    private final Set<String> down = ConcurrentHashMap.newKeySet();

    SystemRoutes(Map<String, HealthCheck> checks, Metrics metrics) {
        this.checks = checks;
        this.metrics = metrics;
    }

    /** The routes; the documents describe {@code declared} and these. */
    List<Route> routes(List<Route> declared, Schemas schemas) {
        List<Route> all = new ArrayList<>(declared);
        Documents documents = new Documents(all, schemas);
        all.add(Route.get("/health/live")
                .may(ANYONE)
                .tagged("system")
                .limited(Route.RateClass.UNLIMITED)
                .says("Whether the process runs.")
                .answers(200, Health.class)
                .by(call -> Answer.ok(new Health("live", Map.of()))));
        all.add(Route.get("/health/ready")
                .may(ANYONE)
                .tagged("system")
                .limited(Route.RateClass.UNLIMITED)
                .says("Whether the server can do its work.")
                .answers(200, Health.class)
                .answers(503, Health.class)
                .by(call -> ready()));
        all.add(Route.get("/metrics")
                .may(ANYONE)
                .tagged("system")
                .limited(Route.RateClass.UNLIMITED)
                .says("Figures for Prometheus.")
                .produces("text/plain; version=0.0.4; charset=utf-8")
                .answers(200, byte[].class)
                .by(call -> Answer.ok(metrics.scrape().getBytes(StandardCharsets.UTF_8))));
        all.add(Route.get("/openapi.json")
                .may(ANYONE)
                .tagged("system")
                .says("This API as OpenAPI 3.1.")
                .answers(200, JsonNode.class)
                .by(call -> Answer.ok(documents.openApi())));
        all.add(Route.get("/functions/v1")
                .may(ANYONE)
                .tagged("functions")
                .says("Lists the functions with their schemas.")
                .answers(200, Functions.class)
                .by(call -> Answer.ok(documents.functions())));
        return all;
    }

    private Answer ready() {
        Map<String, String> found = new LinkedHashMap<>();
        boolean[] ready = {true};
        checks.forEach((name, check) -> {
            try {
                found.put(name, check.check());
                if (down.remove(name)) {
                    LOG.info("ready again: {}", name);
                }
            } catch (RuntimeException e) {
                if (down.add(name)) {
                    LOG.warn("not ready: {}", name, e);
                }
                found.put(name, "down");
                ready[0] = false;
            }
        });
        return Answer.of(ready[0] ? 200 : 503, new Health(ready[0] ? "ready" : "not_ready", found));
    }

    /** Documents about the routes, made when first asked for: they are long, and most processes never show them. */
    private static final class Documents {
        private final List<Route> routes;
        private final Schemas schemas;
        private byte[] openApi = {};
        private byte[] functions = {};

        Documents(List<Route> routes, Schemas schemas) {
            this.routes = routes;
            this.schemas = schemas;
        }

        synchronized byte[] openApi() {
            if (openApi.length == 0) {
                openApi = Json.write(OpenApi.document(routes, schemas));
            }
            return openApi;
        }

        synchronized byte[] functions() {
            if (functions.length == 0) {
                functions = Json.write(new Functions(
                        routes.stream().flatMap(route -> view(route).stream()).toList()));
            }
            return functions;
        }

        private Optional<FunctionView> view(Route route) {
            Route.Function function = route.function();
            if (function == null) {
                return Optional.empty();
            }
            Class<?> input = route.bodyType();
            Route.Reply reply = route.replies().get(0);
            Class<?> output = reply.type();
            ObjectNode any = Json.MAPPER.createObjectNode();
            return Optional.of(new FunctionView(
                    function.name(),
                    function.purpose(),
                    function.mode(),
                    caller(route.access()),
                    input == null ? any : schemas.request(input, route.bodyArguments()),
                    output == null ? any : schemas.response(output, reply.typeArguments())));
        }

        private static String caller(Access access) {
            return switch (access) {
                case Access.Anyone anyone -> "anyone";
                case Access.Bootstrap bootstrap -> "bootstrap token";
                case Access.Service service -> "service token";
                case Access.Form form -> "form token";
                case Access.Provider provider -> "provider signature";
                case Access.Member member -> "any user or API key";
                case Access.Holder holder -> "permission " + holder.permission().scope();
            };
        }
    }
}
