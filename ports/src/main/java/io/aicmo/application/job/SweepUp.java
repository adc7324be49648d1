package io.aicmo.application.job;

import io.aicmo.domain.job.Retention;
import io.aicmo.port.Sweeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Forgets what has been over for long enough, a little at each look, so that nothing grows for ever. */
public final class SweepUp {
    private static final Duration REST = Duration.ofMinutes(10);

    private final Sweeper sweeper;
    private final Retention retention;
    private final InstantSource clock;
    private Instant next = Instant.MIN;

    public SweepUp(Sweeper sweeper, Retention retention, InstantSource clock) {
        this.sweeper = sweeper;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Takes away some, and where there was nothing left looks again ten minutes later. One thread at a time does it.
     *
     * @return how many it took away
     */
    public int handle() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return 0;
        }
        int swept = sweeper.sweep(retention.doneBefore(now), retention.failedBefore(now));
        if (swept == 0) {
            next = now.plus(REST);
        }
        return swept;
    }
}
