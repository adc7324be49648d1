package io.aicmo.bench;

import java.time.Duration;

/**
 * How long and how large.
 *
 * @param cell how long one measurement lasts
 * @param rounds how often A B B A; two pairs each
 * @param warmUp how long each server is loaded before it is measured, at most: until its code is compiled
 * @param leads how many leads the large tenant of the reads has; the small one has a hundredth
 * @param activitiesPerLead how many activities each of those leads has
 * @param starts how often the server is started
 */
record Effort(Duration cell, int rounds, Duration warmUp, int leads, int activitiesPerLead, int starts) {
    /** What docs/performance.md shows; about half an hour. */
    static final Effort FULL = new Effort(Duration.ofSeconds(5), 2, Warming.LONGEST, 100_000, 10, 5);

    /** To see that everything works, and roughly how fast; about four minutes. */
    static final Effort QUICK = new Effort(Duration.ofMillis(1_500), 1, Duration.ofSeconds(40), 10_000, 10, 3);
}
