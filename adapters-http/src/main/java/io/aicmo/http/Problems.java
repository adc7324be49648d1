package io.aicmo.http;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.http.Problem.FieldError;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Forbidden;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.NotFound;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Unavailable;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.webhook.BadSignature;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How HTTP tells what the hexagon throws: the one table. */
final class Problems {
    private Problems() {}

    static Problem of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case Rejected rejected -> of(rejected);
            case NotFound notFound -> Problem.of(404, message(notFound));
            case Forbidden forbidden -> Problem.of(403, message(forbidden));
            case StaleVersion stale -> Problem.of(409, "version.stale", message(stale));
            case AlreadyExists exists ->
                Problem.of(409, exists.code(), message(exists))
                        .with(List.of(new FieldError(pointer(exists.field()), exists.code(), message(exists))));
            case IdempotencyStore.StillRunning running ->
                Problem.of(409, "idempotency.still_running", message(running)).header("Retry-After", "1");
            case BadSignature bad -> Problem.of(401, "webhook.signature_invalid", message(bad));
            case AiFailure failure -> of(failure);
            case Unavailable busy -> Problem.of(503, message(busy)).header("Retry-After", seconds(busy.retryAfter()));
            default -> Problem.of(500, "something went wrong on our side; request_id finds it in the log");
        };
    }

    private static Problem of(AiFailure failure) {
        String detail = message(failure);
        return switch (failure) {
            case AiFailure.OverBudget spent -> Problem.of(402, "ai.over_budget", detail);
            case AiFailure.RateLimited limited ->
                Problem.of(429, "ai.rate_limited", detail).header("Retry-After", seconds(limited.retryAfter()));
            case AiFailure.Upstream upstream -> Problem.of(502, "ai.failed", detail);
            case AiFailure.InvalidAnswer invalid -> Problem.of(502, "ai.answer_invalid", detail);
            case AiFailure.TimedOut late -> Problem.of(504, "ai.timed_out", detail);
            case AiFailure.Cancelled gone -> Problem.of(499, "ai.cancelled", detail);
        };
    }

    /** At least one. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static Problem of(Rejected rejected) {
        List<FieldError> errors =
                rejected.violations().stream().flatMap(Problems::fieldError).toList();
        return Problem.of(422, rejected.code(), message(rejected)).with(errors);
    }

    private static Stream<FieldError> fieldError(Violation violation) {
        String field = violation.field();
        return field == null
                ? Stream.empty()
                : Stream.of(new FieldError(pointer(field), violation.code(), violation.detail()));
    }

    private static String pointer(String field) {
        return "/" + field;
    }

    private static String message(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), "refused");
    }

    /** The title of a status, as RFC 9110 names it. */
    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 411 -> "Length Required";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 499 -> "Client Closed Request";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "HTTP " + status;
        };
    }
}
