package io.aicmo.ai;

import io.aicmo.domain.ai.Redaction;
import io.aicmo.port.ai.AiFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a provider's refusal, or the lack of any answer, means. What it said is told without the key that it was sent, of
 * whatever shape that is, and without what else looks like a credential.
 */
final class Refusal {
    private static final int LOGGED_CHARACTERS = 300;
    private static final long LOGGED_BYTES = 2_048;
    private static final Duration UNTOLD = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Refusal() {}

    /** A refusal by status. */
    static TryFailed byStatus(Response response, GatewaySettings settings, InstantSource clock) {
        String what = "HTTP " + response.code() + " " + excerpt(response, settings);
        return of(response.code(), what, retryAfter(response.header("Retry-After"), clock));
    }

    /** A refusal that came as an {@code error} in an answer or in a stream that had begun well. */
    static TryFailed inBody(JsonNode error, GatewaySettings settings) {
        String what = "error " + shown(error.path("code").asString(""), settings) + ": "
                + shown(error.path("message").asString(""), settings);
        return of(error.path("code").asInt(500), what, UNTOLD);
    }

    /** No answer, or none to its end. */
    static TryFailed broken(IOException failure, GatewaySettings settings) {
        if (failure instanceof BoundedSource.TooLong) {
            return TryFailed.lasting("the answer is too long", new AiFailure.Upstream(failure));
        }
        String what = failure.getClass().getSimpleName() + ": " + shown(String.valueOf(failure.getMessage()), settings);
        return failure instanceof InterruptedIOException
                ? TryFailed.temporary(what, new AiFailure.TimedOut(failure))
                : TryFailed.temporary(what, new AiFailure.Upstream(failure));
    }

    private static TryFailed of(int status, String what, Duration retryAfter) {
        return switch (status) {
            case 402 -> TryFailed.lasting(what, new AiFailure.OverBudget());
            case 429 -> TryFailed.lasting(what, new AiFailure.RateLimited(retryAfter));
            case 408, 504, 524 -> TryFailed.temporary(what, new AiFailure.TimedOut());
            default ->
                status >= 500
                        ? TryFailed.temporary(what, new AiFailure.Upstream())
                        : TryFailed.lasting(what, new AiFailure.Upstream());
        };
    }

    /** Seconds, or a date (RFC 9110 §10.2.3). */
    private static Duration retryAfter(@Nullable String header, InstantSource clock) {
        if (header == null) {
            return UNTOLD;
        }
        try {
            Duration told = header.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(clock.instant(), date(header.strip()));
            return told.compareTo(LONGEST) > 0 ? LONGEST : told.isNegative() ? Duration.ZERO : told;
        } catch (DateTimeException e) {
            return UNTOLD;
        }
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static String excerpt(Response response, GatewaySettings settings) {
        try {
            return shown(response.peekBody(LOGGED_BYTES).string(), settings);
        } catch (IOException e) {
            return "";
        }
    }

    private static String shown(String text, GatewaySettings settings) {
        String line = Redaction.of(settings.withoutKey(text).replaceAll("\\s+", " "));
        return line.length() > LOGGED_CHARACTERS ? line.substring(0, LOGGED_CHARACTERS) + "…" : line;
    }
}
