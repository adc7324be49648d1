package io.aicmo.port.job;

import java.time.Duration;

/**
 * How often a job is begun, and how long it rests after a try that failed.
 *
 * @param tries how often it is begun at most, 1 to 20
 * @param rest how long it rests after the first try; after each further one twice as long
 */
public record RetryPolicy(int tries, Duration rest) {
    /** Three tries, 1, 2 (and for those who ask for more 4, 8, …) seconds apart. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofSeconds(1));

    /** @throws IllegalArgumentException if a number is out of its range */
    public RetryPolicy {
        if (tries < 1 || tries > 20 || rest.isNegative()) {
            throw new IllegalArgumentException(tries + " tries, " + rest + " apart");
        }
    }

    /** So many tries, at the default's distances. */
    public static RetryPolicy of(int tries) {
        return new RetryPolicy(tries, DEFAULT.rest());
    }

    /** How long to rest after the try of this number, the first being 1. */
    public Duration restAfter(int attempt) {
        return rest.multipliedBy(1L << (attempt - 1));
    }
}
