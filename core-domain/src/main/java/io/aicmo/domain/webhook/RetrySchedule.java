package io.aicmo.domain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a delivery that failed is tried again: the schedule of the Standard Webhooks specification, eight tries in all. */
public final class RetrySchedule {
    private static final List<Duration> RESTS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    /** Up to a tenth more, so that what failed together is not tried again together. */
    private static final double JITTER = 0.1;

    private RetrySchedule() {}

    /**
     * How long to wait after this many tries, or empty if that was the last.
     *
     * @param tries how many there have been, at least 1
     * @param chance from 0 to 1
     */
    public static Optional<Duration> restAfter(int tries, double chance) {
        return tries > RESTS.size() ? Optional.empty() : Optional.of(spread(RESTS.get(tries - 1), chance));
    }

    /** A duration, and up to a tenth more. */
    public static Duration spread(Duration rest, double chance) {
        return rest.plusMillis((long) (rest.toMillis() * JITTER * chance));
    }
}
