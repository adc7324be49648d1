package io.aicmo.application.event;

import java.time.Duration;

/**
 * How work that comes in rounds paces itself. After each round it rests for so long that rounds are at most a part of the
 * time: little work is followed by a short rest, much by a longer one, in which more gathers for the next round.
 *
 * @param share the part of the time that rounds may take, more than 0 and at most 1
 * @param longest no rest is longer, so that what comes is never late by more
 */
record DutyCycle(double share, Duration longest) {
    DutyCycle {
        if (share <= 0 || share > 1 || longest.isNegative()) {
            throw new IllegalArgumentException("no part of the time: " + share + ", rests up to " + longest);
        }
    }

    /** How long to rest after a round that cost so much. */
    Duration restAfter(Duration cost) {
        double nanos = Math.max(0, cost.toNanos()) * (1 / share - 1);
        return nanos < longest.toNanos() ? Duration.ofNanos((long) nanos) : longest;
    }
}
