package io.aicmo.domain.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint has been doing.
 *
 * @param failures tries in a row that failed
 * @param failingSince when the first of them failed, or null while all is well
 * @param pausedUntil nothing is sent before, or null; whoever comes first after it tries whether the endpoint is back
 * @param disabledBecause why it was switched off, or null where nobody but people did
 * @param disabledAt when, or null
 */
public record EndpointHealth(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil,
        @Nullable DisabledReason disabledBecause,
        @Nullable Instant disabledAt) {
    /** Nothing has failed. */
    public static final EndpointHealth WELL = new EndpointHealth(0, null, null, null, null);

    /** After so many failures in a row an endpoint is left alone for a while. */
    static final int PAUSED_AFTER = 5;

    /** An endpoint of which every try fails for so long is switched off. */
    public static final Duration PATIENCE = Duration.ofDays(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** Whether it is left alone for now. */
    public boolean isPaused(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    /** Whether a pause has just ended, so that one try shall find out first. */
    public boolean isToBeProbed(Instant now) {
        return pausedUntil != null && !now.isBefore(pausedUntil);
    }

    /** While one finds out, the others wait as long as if it had failed. */
    EndpointHealth probed(Instant now) {
        return new EndpointHealth(failures, failingSince, now.plus(pause(failures)), disabledBecause, disabledAt);
    }

    /**
     * @param busy whether it has more to do than it can, and is left alone at once
     * @param notBefore when the endpoint itself asked to be tried again, or null
     */
    EndpointHealth failed(boolean busy, @Nullable Instant notBefore, Instant now) {
        int more = failures + 1;
        Instant since = failingSince == null ? now : failingSince;
        Instant until = busy || more >= PAUSED_AFTER ? now.plus(pause(more)) : null;
        if (notBefore != null && (until == null || until.isBefore(notBefore))) {
            until = notBefore;
        }
        return new EndpointHealth(more, since, until, null, null);
    }

    EndpointHealth disabled(DisabledReason why, Instant now) {
        return new EndpointHealth(failures, failingSince, null, why, now);
    }

    boolean hasFailedForTooLong(Instant now) {
        return failingSince != null && !now.isBefore(failingSince.plus(PATIENCE));
    }

    /** 30 seconds after up to five failures, then twice as long each time, half an hour at most. */
    private static Duration pause(int failures) {
        int doublings = Math.clamp(failures - PAUSED_AFTER, 0, 10);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
