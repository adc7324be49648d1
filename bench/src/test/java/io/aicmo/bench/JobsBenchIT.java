package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.JobsBench.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A run so short that its rates say little; the figures are for {@code bench/jobs}. */
class JobsBenchIT {
    @Test
    void anotherTenantsBacklogKeepsNobodyWaiting() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        Report report = JobsBench.run(
                new Amount(1_000, 1, Duration.ofMillis(100), 20_000, 5),
                new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(report.goals().stream().filter(goal -> goal.text().startsWith("longest wait")))
                .as(told.toString(StandardCharsets.UTF_8))
                .singleElement()
                .matches(Report.Goal::met);
    }
}
