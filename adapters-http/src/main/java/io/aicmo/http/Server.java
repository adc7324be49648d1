package io.aicmo.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hexagon on HTTP: the door of this module.
 *
 * <pre>{@code
 * try (Server server = new Server(settings, hexagon, Operations.none()).start()) {
 *     System.out.println(server.url());
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.TRACE,
            HandlerType.HEAD,
            HandlerType.OPTIONS);
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    /** None: the smallest useful one is 25 kB of every connection, and thousands of connections were the whole heap. */
    private static final int HEADER_CACHE_ENTRIES = 0;

    private final Settings settings;
    private final Metrics metrics = new Metrics();
    private final List<Route> routes;
    private final Javalin javalin;

    /**
     * What the installation knows about itself beyond the hexagon.
     *
     * @param readiness what must work before requests are let in, by name
     * @param meters adds figures to {@code /metrics}
     */
    public record Operations(Map<String, HealthCheck> readiness, Consumer<MeterRegistry> meters) {
        /** Nothing more. */
        public static Operations none() {
            return new Operations(Map.of(), registry -> {});
        }
    }

    /** A server that is not started yet. */
    public Server(Settings settings, Hexagon hexagon, Operations operations) {
        this.settings = settings;
        operations.meters().accept(metrics.registry());
        Schemas schemas = new Schemas();
        List<Route> declared = new ArrayList<>(Routes.all(hexagon));
        declared.addAll(new EventTypeRoutes(schemas).routes());
        declared.addAll(DocsPage.routes());
        this.routes = List.copyOf(new SystemRoutes(operations.readiness(), metrics).routes(declared, schemas));
        Pipeline pipeline = new Pipeline(
                new Authentication(hexagon.credentials(), settings, hexagon.clock()),
                new RateLimits(settings.perMinute()),
                new Idempotency(hexagon.transactions(), hexagon.idempotency(), hexagon.vault(), hexagon.clock()),
                new Cors(settings),
                metrics,
                () -> hexagon.ids().next().toString(),
                settings);
        this.javalin = Javalin.create(config -> {
            configure(config);
            serve(config, pipeline, schemas);
        });
    }

    /** Begins to listen. */
    public Server start() {
        javalin.start();
        LOG.info("listening on {}", url());
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://" + settings.host() + ":" + port());
    }

    /** Every route that it serves. */
    public List<Route> routes() {
        return routes;
    }

    /** Stops taking requests, lets those that were taken end within the grace of the settings, and stops. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            LOG.warn("stopped with requests that did not end within {}", settings.shutdownGrace());
        } finally {
            metrics.close();
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.defaultContentType = "application/json";
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(Server::harden);
        config.jetty.modifyServer(server -> {
            server.setHandler(new GracefulHandler());
            server.setErrorHandler(new PlainErrors());
            server.setStopTimeout(settings.shutdownGrace().toMillis());
            server.addEventListener(new Idle(settings));
        });
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) -> context.status(refused.getStatus())
                        .contentType("application/problem+json")
                        .result(Json.write(ProblemBody.of(
                                Problem.of(refused.getStatus(), "there is nothing here for this method"),
                                context.path(),
                                ""))));
    }

    /** Sets the connectors' time-out when the server starts, for then they are there. */
    private record Idle(Settings settings) implements LifeCycle.Listener {
        @Override
        public void lifeCycleStarting(LifeCycle event) {
            if (event instanceof org.eclipse.jetty.server.Server server) {
                for (var connector : server.getConnectors()) {
                    if (connector instanceof ServerConnector tcp) {
                        tcp.setIdleTimeout(settings.idleTimeout().toMillis());
                    }
                }
            }
        }
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setHeaderCacheSize(HEADER_CACHE_ENTRIES);
    }

    private void serve(JavalinConfig config, Pipeline pipeline, Schemas schemas) {
        Map<String, List<Route>> byPath = new LinkedHashMap<>();
        routes.forEach(route ->
                byPath.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route));
        PathTree<Endpoint> endpoints = new PathTree<>();
        byPath.forEach((path, atPath) -> endpoints.put(path, Endpoint.of(atPath, schemas)));
        METHODS.forEach(method ->
                config.routes.addHttpHandler(method, "/*", context -> dispatch(context, endpoints, pipeline)));
    }

    private static void dispatch(Context context, PathTree<Endpoint> endpoints, Pipeline pipeline) {
        PathTree.Found<Endpoint> found = endpoints.find(context.path());
        if (found == null) {
            pipeline.refuse(context, Problem.of(404, "there is nothing at " + context.path()));
        } else {
            found.value().handle(context, found.parameters(), pipeline);
        }
    }
}
