package io.aicmo.http;

import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.ai.Listener;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route, declared: who may call it, what it takes, what it answers and who carries it out. Routing, authentication,
 * permission, validation, the OpenAPI document, metrics and the tests of isolation and bad input read it.
 *
 * <pre>{@code
 * post("/v1/leads/upsert").may(Permission.LEADS_WRITE).takes(LeadUpsert.class).answers(201, LeadUpserted.class).by(this::upsert)
 * }</pre>
 */
public final class Route {
    /** The methods that this API uses. */
    public enum Method {
        GET,
        POST,
        PATCH,
        DELETE
    }

    /** How often one may call: 6,000 and 10 times a minute, where the {@link Settings} do not say otherwise. */
    public enum RateClass {
        /** The first of them, counted by credential. */
        ORDINARY,
        /** As often as it likes; for routes with a back pressure of their own. */
        UNLIMITED,
        /** The second, counted by address before the credential is looked at; for routes where guessing would pay. */
        STRICT
    }

    /** How the body is read. */
    sealed interface Body {
        /** There is none. */
        record None() implements Body {}

        /** A record, whose type parameters are {@code arguments}. */
        record Json(Class<?> type, List<Class<?>> arguments) implements Body {
            Type[] typeArguments() {
                return arguments.toArray(Type[]::new);
            }
        }

        /** A JSON merge patch of a record. */
        record Change(Class<?> type) implements Body {}

        /** Up to 1,000 records, each good or bad by itself. */
        record Items(Class<?> type) implements Body {}

        /** Bytes, as a provider signed them. */
        record Raw() implements Body {}
    }

    /** A status that is answered, and with what; {@code type} is null for no body. */
    record Reply(int status, @Nullable Class<?> type, List<Class<?>> arguments) {
        Type[] typeArguments() {
            return arguments.toArray(Type[]::new);
        }
    }

    /** A function of {@code /functions/v1}: the mode is {@code sync}, {@code async}, {@code hook}, or {@code sync, stream}. */
    record Function(String name, String mode, String purpose) {}

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

    private final Method method;
    private final String path;
    private final Access access;
    private final List<Parameter<?>> parameters;
    private final Body body;
    private final List<Reply> replies;
    private final String summary;
    private final String tag;
    private final RateClass rateClass;
    private final @Nullable Function function;
    private final String produces;
    private final Handler<Object> handler;
    private final @Nullable StreamHandler<Object> streamHandler;
    private final Outflow.@Nullable Opener opener;
    private final boolean callsOut;
    private final BooleanSupplier busy;

    private Route(
            Draft<?> draft,
            Handler<Object> handler,
            @Nullable StreamHandler<Object> streamHandler,
            Outflow.@Nullable Opener opener) {
        this.method = draft.method;
        this.path = draft.path;
        this.access = require(draft.access, "who may call it");
        this.parameters = List.copyOf(draft.parameters);
        this.body = draft.body;
        this.replies = List.copyOf(draft.replies);
        this.summary = require(draft.summary, "a summary");
        this.tag = draft.tag;
        this.rateClass = draft.rateClass;
        this.function = draft.function;
        this.produces = draft.produces;
        this.handler = handler;
        this.streamHandler = streamHandler;
        this.opener = opener;
        this.callsOut = draft.callsOut;
        this.busy = draft.busy;
        if (replies.isEmpty()) {
            throw new IllegalStateException(this + " does not say what it answers");
        }
    }

    private static <T> T require(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("a route must declare " + what);
        }
        return value;
    }

    /** Begins a route that reads. */
    public static Draft<Nothing> get(String path) {
        return new Draft<>(Method.GET, path);
    }

    /** Begins a route that makes or does something. */
    public static Draft<Nothing> post(String path) {
        return new Draft<>(Method.POST, path);
    }

    /** Begins a route that changes something. */
    public static Draft<Nothing> patch(String path) {
        return new Draft<>(Method.PATCH, path);
    }

    /** Begins a route that deletes something. */
    public static Draft<Nothing> delete(String path) {
        return new Draft<>(Method.DELETE, path);
    }

    public Method method() {
        return method;
    }

    /** The path with its placeholders, for example {@code /v1/leads/{id}}. */
    public String path() {
        return path;
    }

    /** The names of the path's placeholders. */
    public List<String> placeholders() {
        return PLACEHOLDER
                .matcher(path)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    public Access access() {
        return access;
    }

    public List<Parameter<?>> parameters() {
        return parameters;
    }

    public String summary() {
        return summary;
    }

    public RateClass rateClass() {
        return rateClass;
    }

    /** The statuses that it answers when it does not refuse. */
    public List<Integer> statuses() {
        return replies.stream().map(Reply::status).toList();
    }

    /** The record that a body is read as (of an item, for a batch), or null where it takes none or takes bytes. */
    public @Nullable Class<?> bodyType() {
        return switch (body) {
            case Body.Json json -> json.type();
            case Body.Change change -> change.type();
            case Body.Items items -> items.type();
            case Body.None none -> null;
            case Body.Raw raw -> null;
        };
    }

    /** The type parameters of {@link #bodyType()}. */
    Type[] bodyArguments() {
        return body instanceof Body.Json json ? json.typeArguments() : new Type[0];
    }

    /** Whether the body is a batch of {@link #bodyType()}. */
    public boolean takesBatch() {
        return body instanceof Body.Items;
    }

    /** Whether the body is a merge patch of {@link #bodyType()}. */
    public boolean takesPatch() {
        return body instanceof Body.Change;
    }

    /** Whether the body is taken as the bytes that a provider signed. */
    public boolean takesBytes() {
        return body instanceof Body.Raw;
    }

    Body body() {
        return body;
    }

    List<Reply> replies() {
        return replies;
    }

    String tag() {
        return tag;
    }

    @Nullable
    Function function() {
        return function;
    }

    String produces() {
        return produces;
    }

    Handler<Object> handler() {
        return handler;
    }

    /** Carries a request out for a caller who listens, or null where nobody can. */
    @Nullable
    StreamHandler<Object> streamHandler() {
        return streamHandler;
    }

    /** Whether callers may listen while the answer is made. */
    public boolean streams() {
        return streamHandler != null;
    }

    /** Whether its answer goes on for as long as the reader is there. */
    public boolean isEndless() {
        return opener != null;
    }

    /** Opens its endless answer, or null where it has none. */
    Outflow.@Nullable Opener opener() {
        return opener;
    }

    /** Whether it calls out to others, so that no transaction may span it. */
    boolean callsOut() {
        return callsOut;
    }

    /** Whether a request would probably be refused after it was read. */
    boolean isBusy() {
        return busy.getAsBoolean();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /**
     * A route in the making.
     *
     * @param <B> what the body is read as
     */
    public static final class Draft<B> {
        private final Method method;
        private final String path;
        private final List<Parameter<?>> parameters = new ArrayList<>();
        private final List<Reply> replies = new ArrayList<>();
        private @Nullable Access access;
        private Body body = new Body.None();
        private @Nullable String summary;
        private String tag = "general";
        private RateClass rateClass = RateClass.ORDINARY;
        private @Nullable Function function;
        private String produces = "application/json";
        private boolean callsOut;
        private BooleanSupplier busy = () -> false;

        private Draft(Method method, String path) {
            this.method = method;
            this.path = path;
            this.tag = path.startsWith("/v1/") ? path.split("/")[2] : tag;
        }

        /** Users and API keys with this permission may call it. */
        public Draft<B> may(Permission permission) {
            access = new Access.Holder(permission);
            return this;
        }

        /** These may call it. */
        public Draft<B> may(Access who) {
            access = who;
            return this;
        }

        /** It takes query parameters. */
        public Draft<B> with(Parameter<?>... more) {
            parameters.addAll(Arrays.asList(more));
            return this;
        }

        /** It takes query parameters. */
        public Draft<B> with(List<? extends Parameter<?>> more) {
            parameters.addAll(more);
            return this;
        }

        /** It takes a record. */
        public <N> Draft<N> takes(Class<N> type) {
            return reading(new Body.Json(type, List.of()));
        }

        /** It takes a record whose type parameters are {@code arguments}. */
        public <N> Draft<N> takes(Class<?> type, Class<?>... arguments) {
            return reading(new Body.Json(type, List.of(arguments)));
        }

        /** It takes a merge patch of a record. */
        public <N> Draft<Patch<N>> takesPatchOf(Class<N> type) {
            return reading(new Body.Change(type));
        }

        /** It takes up to 1,000 records. */
        public <N> Draft<Batch<N>> takesBatchOf(Class<N> type) {
            return reading(new Body.Items(type));
        }

        /** It takes bytes. */
        public Draft<byte[]> takesBytes() {
            return reading(new Body.Raw());
        }

        /** It answers this status with a record, whose type parameters are {@code arguments}. */
        public Draft<B> answers(int status, Class<?> type, Class<?>... arguments) {
            replies.add(new Reply(status, type, List.of(arguments)));
            return this;
        }

        /** It answers this status without a body. */
        public Draft<B> answers(int status) {
            replies.add(new Reply(status, null, List.of()));
            return this;
        }

        /** Says in one sentence what it is for. */
        public Draft<B> says(String what) {
            summary = what;
            return this;
        }

        /** Groups it in the documentation; otherwise the first word of its path does. */
        public Draft<B> tagged(String group) {
            tag = group;
            return this;
        }

        /** How often it may be called. */
        public Draft<B> limited(RateClass as) {
            rateClass = as;
            return this;
        }

        /** It is a function, listed at {@code /functions/v1} with its purpose. */
        public Draft<B> asFunction(String mode, String purpose) {
            function = new Function(path.substring(path.lastIndexOf('/') + 1), mode, purpose);
            summary = purpose;
            tag = "functions";
            return this;
        }

        /** It answers something else than JSON. */
        public Draft<B> produces(String contentType) {
            produces = contentType.toLowerCase(Locale.ROOT);
            return this;
        }

        /**
         * It calls out to others, which may take long: no transaction spans it, not even that of an {@code
         * Idempotency-Key}.
         */
        public Draft<B> callsOut() {
            callsOut = true;
            return this;
        }

        /** It is refused as unavailable, before its body is looked at, while what carries it out is busy. */
        public Draft<B> refusedWhile(BooleanSupplier what) {
            busy = what;
            return this;
        }

        /** Who carries it out. */
        @SuppressWarnings("unchecked") // the body is read as what takes(…) declared, which is B
        public Route by(Handler<B> handler) {
            return new Route(this, (Handler<Object>) handler, null, null);
        }

        /** Who carries it out, also for callers who listen while the answer is made. */
        @SuppressWarnings("unchecked") // see above
        public Route byStreaming(StreamHandler<B> handler) {
            return new Route(
                    this,
                    (call, body) -> handler.handle(call, (B) body, Listener.waiting(Listener.PATIENCE)),
                    (StreamHandler<Object>) handler,
                    null);
        }

        /** Who carries it out, where there is no body to look at. */
        public Route by(java.util.function.Function<Call, Answer> handler) {
            return new Route(this, (call, nothing) -> handler.apply(call), null, null);
        }

        /** Who opens its answer, which goes on for as long as the reader is there. */
        public Route byFlowing(Outflow.Opener opener) {
            Handler<Object> headers = (call, nothing) -> new Answer(200, null, java.util.Map.of(), 0);
            return new Route(this, headers, null, opener);
        }

        private <N> Draft<N> reading(Body as) {
            Draft<N> typed = new Draft<>(method, path);
            typed.parameters.addAll(parameters);
            typed.replies.addAll(replies);
            typed.access = access;
            typed.body = as;
            typed.summary = summary;
            typed.tag = tag;
            typed.rateClass = rateClass;
            typed.function = function;
            typed.produces = produces;
            typed.callsOut = callsOut;
            typed.busy = busy;
            return typed;
        }
    }
}
