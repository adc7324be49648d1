package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.GatewayBench.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run so short that its times say little; what must hold anywhere is asserted, the figures are for {@code bench/gateway}. */
class GatewayBenchIT {
    private static final Amount BRIEF =
            new Amount(Duration.ofMillis(200), 1, Duration.ofMillis(900), 300, Duration.ofMillis(1_400));

    private static final ByteArrayOutputStream TOLD = new ByteArrayOutputStream();
    private static List<Report.Goal> goals = List.of();

    @BeforeAll
    static void run() {
        // Throws where an answered call is no run in the log, or an acknowledged event is not in the database.
        goals = GatewayBench.run(BRIEF, new PrintStream(TOLD, true, StandardCharsets.UTF_8))
                .goals();
    }

    @Test
    void everyStreamComesToItsResult() {
        assertMet("streams that came to their result");
    }

    @Test
    void aStreamHoldsNeitherAThreadNorAConnection() {
        assertMet("platform threads more");
        assertMet("database connections more");
    }

    private static void assertMet(String beginning) {
        assertThat(goals.stream().filter(goal -> goal.text().startsWith(beginning)))
                .as(TOLD.toString(StandardCharsets.UTF_8))
                .singleElement()
                .matches(Report.Goal::met);
    }
}
