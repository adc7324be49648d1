package io.aicmo.http;

import io.aicmo.http.Problem.FieldError;
import io.aicmo.port.Actor;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.webhook.WebhookRequest;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What every request goes through, whatever its route: who, how often, what, carried out once, answered, counted. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final Logger ACCESS = LoggerFactory.getLogger("io.aicmo.http.access");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    /** W3C Trace Context, version 00. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    /** Shorter answers fit into a packet or two as they are. */
    private static final int COMPRESSED_FROM = 2_048;

    private static final int SHORT_BODY_BYTES = 1_024;
    private static final int PART_BYTES = 64 * 1024;
    private static final int DRAINED_BYTES = 8 * 1024 * 1024;
    private static final Duration DRAINED_FOR = Duration.ofSeconds(2);

    private static final String REQUEST_ID_KEY = "request_id";
    private static final String TRACE_KEY = "traceparent";
    private static final String FLOWING = "aicmo.flowing";

    private final Authentication authentication;
    private final RateLimits rateLimits;
    private final Idempotency idempotency;
    private final Cors cors;
    private final Metrics metrics;
    private final RequestIds requestIds;
    private final Settings settings;

    /** Where the ids of requests come from that bring none. */
    interface RequestIds {
        String next();
    }

    Pipeline(
            Authentication authentication,
            RateLimits rateLimits,
            Idempotency idempotency,
            Cors cors,
            Metrics metrics,
            RequestIds requestIds,
            Settings settings) {
        this.authentication = authentication;
        this.rateLimits = rateLimits;
        this.idempotency = idempotency;
        this.cors = cors;
        this.metrics = metrics;
        this.requestIds = requestIds;
        this.settings = settings;
    }

    /**
     * A request of a declared route.
     *
     * @param path the values of the path's placeholders, by their names
     */
    void handle(Context context, Served served, Map<String, String> path) {
        around(context, served.route().path(), requestId -> {
            cors.tell(context, served.route().access());
            boolean listens = served.route().streams() && Negotiation.wantsEvents(context.header("Accept"));
            if (served.route().isEndless() && !context.req().getMethod().equals("HEAD")) {
                flow(context, served.route(), path, requestId);
            } else if (listens) {
                stream(context, served, path, requestId);
            } else {
                respond(context, served.route(), carryOut(context, served, path, requestId, null));
            }
        });
    }

    /** As long as nothing has been sent, a refusal is told by its status. */
    private void stream(Context context, Served served, Map<String, String> path, String requestId) {
        try (EventStream events = new EventStream(context.res())) {
            context.disableCompression();
            try {
                Rendered rendered = carryOut(context, served, path, requestId, events.listener());
                rendered.headers().forEach(context::header);
                events.send("result", rendered.body() == null ? Json.write(Map.of()) : rendered.body());
            } catch (RuntimeException | Error thrown) {
                if (!events.isOpen()) {
                    throw thrown;
                }
                events.send("error", Json.write(body(problem(context, thrown, requestId), context, requestId)));
            }
        }
    }

    /** Goes on until one of both sides ends it. Once it has begun, whoever reads has to come back for the rest. */
    private void flow(Context context, Route route, Map<String, String> path, String requestId) {
        Outflow.Opener opener = Objects.requireNonNull(route.opener());
        Caller caller = admit(context, route);
        Negotiation.checkAccept(context.header("Accept"), route.produces());
        Call call = call(context, route, path, requestId, caller, parameters(context, route), null, new byte[0]);
        try (Outflow flow = opener.open(call)) {
            context.disableCompression();
            Wire wire =
                    Wire.open(context, route.produces(), () -> authentication.authenticate(route.access(), context));
            context.attribute(FLOWING, true);
            flow.writeTo(wire);
        } catch (IOException gone) {
            LOG.debug("the reader of {} is gone", route, gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (context.attribute(FLOWING) == null) {
                throw e;
            }
            LOG.warn("{} broke off, request_id={}", route, requestId, e);
        }
    }

    /** A request that no route takes. */
    void refuse(Context context, Problem problem) {
        around(context, Metrics.UNMATCHED, requestId -> {
            throw problem;
        });
    }

    /** {@code OPTIONS}: what a path can do, for people and for browsers that ask before they call. */
    void options(Context context, List<Route> routes, String allow) {
        around(context, routes.get(0).path(), requestId -> {
            routes.forEach(route -> cors.preflight(context, route.access(), allow));
            context.header("Allow", allow).status(204);
        });
    }

    private interface Work {
        void run(String requestId);
    }

    private void around(Context context, String template, Work work) {
        long start = System.nanoTime();
        String requestId = requestId(context);
        MDC.put(REQUEST_ID_KEY, requestId);
        String trace = context.header(TRACE_KEY);
        if (trace != null && TRACEPARENT.matcher(trace).matches()) {
            MDC.put(TRACE_KEY, trace);
            context.header(TRACE_KEY, trace);
        }
        context.header("X-Request-Id", requestId);
        secure(context);
        try {
            work.run(requestId);
        } catch (RuntimeException | Error thrown) {
            refuse(context, thrown, requestId);
        } finally {
            finish(context, template, requestId, System.nanoTime() - start);
        }
    }

    private void finish(Context context, String template, String requestId, long nanos) {
        String method = context.req().getMethod();
        int status = context.statusCode();
        // How long a stream was open says nothing about how fast it was answered.
        long answered = context.attribute(FLOWING) == null ? nanos : 0;
        metrics.answered(template.equals(Metrics.UNMATCHED) ? Metrics.UNMATCHED : method, template, status, answered);
        if (ACCESS.isDebugEnabled()) {
            ACCESS.debug("{} {} {} {}us request_id={}", method, context.path(), status, nanos / 1_000, requestId);
        }
        MDC.remove(REQUEST_ID_KEY);
        MDC.remove(TRACE_KEY);
    }

    private String requestId(Context context) {
        String given = context.header("X-Request-Id");
        return given != null && REQUEST_ID.matcher(given).matches() ? given : requestIds.next();
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("X-Frame-Options", "DENY");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        context.header("Cache-Control", "no-store");
    }

    private Rendered carryOut(
            Context context, Served served, Map<String, String> path, String requestId, @Nullable Listener listener) {
        Route route = served.route();
        if (route.isBusy()) {
            // To make sense of a batch takes as long as to write it. Its bytes are taken so that the connection stays.
            discardBody(context);
            throw Problem.of(503, "the server has more to write than it can").header("Retry-After", "1");
        }
        Caller caller = admit(context, route);
        if (listener == null) {
            Negotiation.checkAccept(context.header("Accept"), route.produces());
        }
        Map<Parameter<?>, Object> parameters = parameters(context, route);
        Long ifMatch = route.method() == Route.Method.GET ? null : Versions.ifMatch(context.header("If-Match"));
        byte[] bytes = route.method() == Route.Method.GET ? new byte[0] : readBody(context);
        Object body = served.body(bytes, context.contentType());
        Call call = call(context, route, path, requestId, caller, parameters, ifMatch, bytes);
        String key = Idempotency.covers(route) ? context.header(Idempotency.HEADER) : null;
        if (key == null || caller == null) {
            return Rendered.of(handle(call, body, listener));
        }
        String target = route.method() + " " + context.path() + "?" + context.queryString();
        return route.callsOut()
                ? idempotency.around(key, caller, target, bytes, () -> Rendered.of(handle(call, body, listener)))
                : idempotency.once(
                        key,
                        caller,
                        target,
                        bytes,
                        (Actor actor) -> Rendered.of(handle(call.as(actor), body, listener)));
    }

    private Call call(
            Context context,
            Route route,
            Map<String, String> path,
            String requestId,
            @Nullable Caller caller,
            Map<Parameter<?>, Object> parameters,
            @Nullable Long ifMatch,
            byte[] bytes) {
        return new Call(
                route,
                requestId,
                caller,
                path,
                parameters,
                ifMatch,
                incoming(context, route, bytes),
                baseUrl(context),
                context.header("Last-Event-ID"));
    }

    private static Answer handle(Call call, Object body, @Nullable Listener listener) {
        Route route = call.route();
        StreamHandler<Object> streaming = route.streamHandler();
        return listener == null || streaming == null
                ? route.handler().handle(call, body)
                : streaming.handle(call, body, listener);
    }

    /** Guessing at a credential is limited by address before it is looked at; everything else by credential. */
    private @Nullable Caller admit(Context context, Route route) {
        boolean strict = route.rateClass() == Route.RateClass.STRICT;
        if (strict) {
            rateLimits.take(route.rateClass(), context.ip(), context);
        }
        Caller caller = authentication.authenticate(route.access(), context);
        if (!strict) {
            rateLimits.take(route.rateClass(), caller == null ? context.ip() : caller.credential(), context);
        }
        return caller;
    }

    private static Map<Parameter<?>, Object> parameters(Context context, Route route) {
        Map<String, List<String>> given = context.queryString() == null ? Map.of() : query(context);
        if (given.isEmpty() && route.parameters().isEmpty()) {
            return Map.of();
        }
        Map<Parameter<?>, Object> read = new LinkedHashMap<>();
        Map<String, List<String>> unknown = new LinkedHashMap<>(given);
        if (route.access() instanceof Access.Form) {
            unknown.remove("form_token");
        }
        List<FieldError> errors = new ArrayList<>();
        for (Parameter<?> parameter : route.parameters()) {
            read(parameter, unknown.remove(parameter.name()), read, errors);
        }
        if (route.takesBytes()) {
            // Providers hang their own parameters on the URL that they call.
            unknown.clear();
        }
        unknown.keySet()
                .forEach(name -> errors.add(new FieldError(
                        name,
                        "parameter.unknown",
                        name + " is not a parameter of this route; it takes " + names(route))));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return read;
    }

    private static void read(
            Parameter<?> parameter,
            @Nullable List<String> values,
            Map<Parameter<?>, Object> read,
            List<FieldError> errors) {
        String name = parameter.name();
        if (values == null) {
            if (parameter.required()) {
                errors.add(new FieldError(name, "parameter.missing", name + " is missing"));
            }
        } else if (values.size() != 1) {
            errors.add(new FieldError(name, "parameter.repeated", name + " is given more than once"));
        } else {
            try {
                read.put(parameter, parameter.read(values.get(0)));
            } catch (IllegalArgumentException e) {
                errors.add(new FieldError(name, "parameter.invalid", String.valueOf(e.getMessage())));
            }
        }
    }

    private static Map<String, List<String>> query(Context context) {
        try {
            return context.queryParamMap();
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "the query is not properly percent-encoded");
        }
    }

    private static String names(Route route) {
        return route.parameters().isEmpty()
                ? "none"
                : String.join(
                        ", ", route.parameters().stream().map(Parameter::name).toList());
    }

    private byte[] readBody(Context context) {
        long told = context.req().getContentLengthLong();
        // What is told may be untrue: so much is set aside for it at once, and no more.
        ByteArrayOutputStream body = new ByteArrayOutputStream(Math.clamp(told, SHORT_BODY_BYTES, PART_BYTES));
        takeBody(context, (bytes, count) -> body.write(bytes, 0, count));
        return body.toByteArray();
    }

    private void discardBody(Context context) {
        takeBody(context, (bytes, count) -> {});
    }

    /** Some of a body's bytes. */
    private interface BodyPart {
        void take(byte[] bytes, int count);
    }

    /** Whoever sends a byte now and then would otherwise hold a request open for as long as they like. */
    private void takeBody(Context context, BodyPart into) {
        long told = context.req().getContentLengthLong();
        try (InputStream in = context.req().getInputStream()) {
            if (told > settings.maxBodyBytes()) {
                throw tooLong(in);
            }
            long deadline = System.nanoTime() + settings.idleTimeout().toNanos();
            byte[] part = new byte[told < 0 ? PART_BYTES : Math.clamp(told, SHORT_BODY_BYTES, PART_BYTES)];
            long length = 0;
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                into.take(part, count);
                length += count;
                if (length > settings.maxBodyBytes()) {
                    throw tooLong(in);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw Problem.of(408, "the body came too slowly").header("Connection", "close");
                }
            }
        } catch (IOException e) {
            throw Problem.of(400, "the body broke off").header("Connection", "close");
        }
    }

    /**
     * Reads some more of a body that is refused: who still writes when the connection closes would see it broken and
     * not the answer.
     */
    private Problem tooLong(InputStream rest) throws IOException {
        long deadline = System.nanoTime() + DRAINED_FOR.toNanos();
        byte[] part = new byte[8_192];
        int drained = 0;
        while (drained < DRAINED_BYTES && System.nanoTime() - deadline < 0) {
            int count = rest.read(part);
            if (count < 0) {
                break;
            }
            drained += count;
        }
        return Problem.of(413, "a body has at most " + settings.maxBodyBytes() + " bytes")
                .header("Connection", "close");
    }

    private WebhookRequest incoming(Context context, Route route, byte[] body) {
        if (!(route.access() instanceof Access.Provider)) {
            return new WebhookRequest("", Map.of(), body);
        }
        Map<String, String> headers = new HashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String query = context.queryString();
        return new WebhookRequest(
                baseUrl(context) + context.path() + (query == null ? "" : "?" + query), headers, body);
    }

    private String baseUrl(Context context) {
        String known = settings.publicUrl();
        return known != null ? known : context.scheme() + "://" + context.host();
    }

    private static void respond(Context context, Route route, Rendered rendered) {
        rendered.headers().forEach(context::header);
        if (rendered.version() > 0) {
            context.header("ETag", Versions.etag(rendered.version()));
            boolean unchanged = route.method() == Route.Method.GET
                    && !Versions.noneMatch(context.header("If-None-Match"), rendered.version());
            if (unchanged) {
                context.status(304);
                return;
            }
        }
        context.status(rendered.status());
        if (rendered.body() != null) {
            context.contentType(rendered.headers().getOrDefault("Content-Type", route.produces()));
            send(context, rendered.body());
        }
    }

    /** What is not compressed goes out as a whole, head and body in one write. */
    private static void send(Context context, byte[] body) {
        if (body.length >= COMPRESSED_FROM && context.header("Accept-Encoding") != null) {
            context.result(body);
            return;
        }
        context.disableCompression();
        try {
            context.res().setContentLength(body.length);
            context.res().getOutputStream().write(body);
        } catch (IOException gone) {
            LOG.debug("the reader of {} is gone", context.path(), gone);
        }
    }

    private static void refuse(Context context, Throwable thrown, String requestId) {
        Problem problem = problem(context, thrown, requestId);
        problem.headers().forEach(context::header);
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(Json.write(body(problem, context, requestId)));
    }

    private static ProblemBody body(Problem problem, Context context, String requestId) {
        return ProblemBody.of(problem, context.path(), requestId);
    }

    private static Problem problem(Context context, Throwable thrown, String requestId) {
        Problem problem = Problems.of(thrown);
        if (problem.status() == 500) {
            LOG.error("{} {} failed, request_id={}", context.req().getMethod(), context.path(), requestId, thrown);
        } else {
            LOG.debug("refused with {}: {}", problem.status(), problem.detail());
        }
        return problem;
    }
}
