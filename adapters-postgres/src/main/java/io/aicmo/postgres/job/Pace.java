package io.aicmo.postgres.job;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param slots how many jobs a node does at the same time
 * @param batch how many it takes in one go; a tenant that has half of the slots gives no more, so that with a batch of a
 *     quarter a quarter is left for the others
 * @param portion how many a tenant of weight 1 gives before the next one's turn
 * @param interval how often to look for due jobs when there were none
 * @param lease how long a job stays with a node of which nothing is heard
 * @param beat how often a node is heard of, and progress is written down
 * @param grace how long running jobs may go on when the node stops, before they are put back
 */
public record Pace(
        int slots, int batch, int portion, Duration interval, Duration lease, Duration beat, Duration grace) {
    /** What suits most. */
    public static final Pace USUAL = new Pace(
            64, 16, 8, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(20));

    /** The same with as many slots, and a batch of a quarter of them. */
    public Pace withSlots(int some) {
        return new Pace(some, Math.max(1, some / 4), portion, interval, lease, beat, grace);
    }
}
