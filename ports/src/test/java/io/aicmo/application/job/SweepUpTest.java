package io.aicmo.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.job.Retention;
import io.aicmo.port.contract.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When what is over goes. */
class SweepUpTest {
    private final List<Duration> asked = new ArrayList<>();
    private final SweepUp sweepUp = new SweepUp(this::sweep, Retention.USUAL, () -> now());
    private Instant now = World.NOW;
    private int left = 3;

    private Instant now() {
        return now;
    }

    private int sweep(Instant done, Instant failed) {
        asked.add(Duration.between(done, now));
        asked.add(Duration.between(failed, now));
        return left > 0 ? left-- : 0;
    }

    @Test
    void whatEndedWellIsKeptForThirtyDaysAndWhatFailedForNinety() {
        sweepUp.handle();

        assertThat(asked).containsExactly(Duration.ofDays(30), Duration.ofDays(90));
    }

    @Test
    void asLongAsThereIsSomethingItGoesOnAtEachLookAndThenRestsForTenMinutes() {
        for (int look = 0; look < 10; look++) {
            sweepUp.handle();
        }
        assertThat(asked).hasSize(2 * 4);

        now = now.plus(Duration.ofMinutes(10));
        sweepUp.handle();
        assertThat(asked).hasSize(2 * 5);
    }
}
