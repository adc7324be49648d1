package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.ChaosBench.Amount;
import io.aicmo.bench.ChaosBench.Trial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** One kill of a node and the database, with little to do; the other ways to fail are for {@code bench/chaos}. */
class ChaosBenchIT {
    private static final Amount BRIEF = new Amount(100, 50, 50, 1, Duration.ofSeconds(1), 1);

    @Test
    void whatWasAskedForBeforeANodeAndTheDatabaseAreKilledIsDoneAndNothingIsSentTwice() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        Report report = ChaosBench.run(
                BRIEF,
                List.of(Trial.KILLS),
                ThreadLocalRandom.current().nextLong(1_000_000),
                new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(report.goals())
                .as(told.toString(StandardCharsets.UTF_8))
                .isNotEmpty()
                .allMatch(Report.Goal::met);
    }
}
