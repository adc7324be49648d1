package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.StreamBench.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run so short that its rates say little: what readers get is asserted, the figures are for {@code bench/stream}. */
class StreamBenchIT {
    private static final Amount BRIEF = new Amount(100, 4, 1, Duration.ofMillis(250), 60, 30);

    private static final ByteArrayOutputStream TOLD = new ByteArrayOutputStream();
    private static List<Report.Goal> goals = List.of();

    @BeforeAll
    static void run() {
        // Throws where the database does not hold exactly what was acknowledged.
        goals = StreamBench.run(BRIEF, new PrintStream(TOLD, true, StandardCharsets.UTF_8))
                .goals();
    }

    @Test
    void readersAreCutOff() {
        assertMet("connections that ended");
    }

    @Test
    void whoeverIsCutOffByHimselfOrByAKilledServerMissesNothingAndGetsNothingTwiceOrInAnotherOrder() {
        assertMet("readers that missed an event");
    }

    private static void assertMet(String beginning) {
        assertThat(goals.stream().filter(goal -> goal.text().startsWith(beginning)))
                .as(TOLD.toString(StandardCharsets.UTF_8))
                .singleElement()
                .matches(Report.Goal::met);
    }
}
