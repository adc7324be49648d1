package io.aicmo.domain.job;

import java.time.Duration;
import java.time.Instant;

/**
 * How long what is over is kept: jobs, deliveries of webhooks, and webhooks that came in.
 *
 * @param done what ended well
 * @param failed what somebody may still want to look into, or have done anew
 */
public record Retention(Duration done, Duration failed) {
    /** 30 days, and 90. */
    public static final Retention USUAL = new Retention(Duration.ofDays(30), Duration.ofDays(90));

    /** @throws IllegalArgumentException if something is kept for no time at all */
    public Retention {
        if (!done.isPositive() || !failed.isPositive()) {
            throw new IllegalArgumentException("kept for " + done + " and " + failed);
        }
    }

    /** What ended well before this may go. */
    public Instant doneBefore(Instant now) {
        return now.minus(done);
    }

    /** What failed before this may go. */
    public Instant failedBefore(Instant now) {
        return now.minus(failed);
    }
}
