package io.aicmo.providers.calling;

import io.aicmo.port.messaging.Delivery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls providers' APIs, each once: nothing is repeated behind the back of who asks, no redirect is followed. What was never
 * begun to be written was not sent; what broke off afterwards may have been.
 */
public final class Calls {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final long LONGEST_ANSWER = 64 * 1024L;
    private static final int LONGEST_DETAIL = 500;
    private static final Duration USUAL_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofHours(24);
    private static final int TOO_MANY = 429;
    private static final int AWAY = 503;

    private final OkHttpClient client;
    private final InstantSource clock;

    /** @param limit how long a call may take in all */
    public Calls(Duration limit, InstantSource clock) {
        this.clock = clock;
        this.client = new OkHttpClient.Builder()
                .callTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .connectTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListenerFactory(Calls::listener)
                .build();
    }

    private static EventListener listener(Call call) {
        Begun begun = call.request().tag(Begun.class);
        return begun == null ? EventListener.NONE : begun;
    }

    /** Half a minute in all. */
    public static Calls usual() {
        return new Calls(Duration.ofSeconds(25), InstantSource.system());
    }

    /** What a provider answered. */
    public record Answer(int status, String body, @Nullable String retryAfter) {
        /** The body as JSON, or an empty object where it is none. */
        public JsonNode json() {
            try {
                JsonNode node = JSON.readTree(body);
                return node == null ? JSON.createObjectNode() : node;
            } catch (JacksonException notJson) {
                return JSON.createObjectNode();
            }
        }

        /** Status and body, as much as a person reads. */
        public String detail() {
            String said = body.strip();
            return "the provider answered " + status + ": "
                    + (said.length() > LONGEST_DETAIL ? said.substring(0, LONGEST_DETAIL) + "…" : said);
        }
    }

    /** An empty JSON object, to be filled. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A JSON body. */
    public static RequestBody body(ObjectNode json) {
        return RequestBody.create(JSON.writeValueAsBytes(json), JSON_TYPE);
    }

    /**
     * Asks once.
     *
     * @param read what an answer means where the status alone does not tell; null for what the status says
     */
    public Delivery ask(Request request, Function<Answer, @Nullable Delivery> read) throws InterruptedException {
        Begun begun = new Begun();
        Call call = client.newCall(request.newBuilder().tag(Begun.class, begun).build());
        try (Response response = call.execute()) {
            Answer answer = new Answer(
                    response.code(), response.peekBody(LONGEST_ANSWER).string(), response.header("Retry-After"));
            Delivery special = read.apply(answer);
            return special == null ? usual(answer) : special;
        } catch (InterruptedIOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while the provider was asked");
            }
            return begun.brokenOff("the provider did not answer in time");
        } catch (IOException e) {
            return begun.brokenOff(
                    "the provider could not be reached: " + e.getClass().getSimpleName());
        }
    }

    private Delivery usual(Answer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted(null);
        }
        if (status == TOO_MANY || status == AWAY) {
            return new Delivery.Busy(answer.detail(), rest(answer.retryAfter()));
        }
        return status >= 500 || status == 408
                ? new Delivery.Unknown(answer.detail())
                : new Delivery.Refused(answer.detail());
    }

    /** Seconds, or a date (RFC 9110 §10.2.3). */
    private Duration rest(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return USUAL_REST;
        }
        Duration asked =
                retryAfter.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(retryAfter)) : until(retryAfter);
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
    }

    private Duration until(String date) {
        try {
            Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return Duration.between(clock.instant(), then);
        } catch (DateTimeParseException neither) {
            return USUAL_REST;
        }
    }

    /** Remembers whether a request was begun to be written. */
    private static final class Begun extends EventListener {
        private final AtomicBoolean begun = new AtomicBoolean();

        @Override
        public void requestHeadersStart(Call call) {
            begun.set(true);
        }

        Delivery brokenOff(String detail) {
            return begun.get() ? new Delivery.Unknown(detail) : new Delivery.Busy(detail, USUAL_REST);
        }
    }
}
