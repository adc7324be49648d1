package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.StreamBench.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run so short that its rates say little; the figures are for {@code bench/stream}. */
class StreamBenchIT {
    @Test
    void readersThatAreCutOffMissNothingAndGetNothingTwice() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        Report report = StreamBench.run(
                new Amount(200, 4, 1, Duration.ofMillis(500), 60), new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(report.goals().stream().filter(goal -> !goal.text().startsWith("events/s")))
                .as(told.toString(StandardCharsets.UTF_8))
                .isNotEmpty()
                .allMatch(Report.Goal::met);
    }
}
