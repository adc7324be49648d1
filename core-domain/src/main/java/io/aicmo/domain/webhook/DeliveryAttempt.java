package io.aicmo.domain.webhook;

import io.aicmo.domain.shared.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try to deliver, and what came back.
 *
 * @param at when it began
 * @param status the HTTP status, or null if there was no answer
 * @param response the beginning of the answer's body, or null
 * @param error why it failed, for a person; null if it did not
 * @param durationMs milliseconds until the answer or the failure
 */
public record DeliveryAttempt(
        Instant at,
        @Nullable Integer status,
        @Nullable String response,
        @Nullable String error,
        long durationMs) {
    private static final int LONGEST = 1_000;

    public DeliveryAttempt {
        response = response == null ? null : Text.cut(response, LONGEST);
        error = error == null ? null : Text.cut(error, LONGEST);
    }

    /** Whether the endpoint said yes: any status from 200 to 299. */
    public boolean isSuccess() {
        return status != null && status >= 200 && status < 300;
    }

    /** Whether the endpoint wants nothing any more. */
    public boolean isGone() {
        return status != null && status == 410;
    }

    /**
     * Whether the endpoint, or what stands before it, has more to do than it can: 429, and 502, 503 and 504, which the
     * specification of Standard Webhooks has throttled as well.
     */
    public boolean isBusy() {
        return status != null && (status == 429 || (status >= 502 && status <= 504));
    }
}
