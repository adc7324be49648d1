package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.SpineBench.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A run so short that its ratios say little, on a machine that may do something else meanwhile: what must hold anywhere
 * is asserted, and the figures and the other phases are for {@code bench/spine}.
 */
class SpineBenchIT {
    private static final Effort BRIEF = new Effort(Duration.ofMillis(300), 1, Duration.ofMillis(800), 6_000, 2, 1);

    private static final ByteArrayOutputStream TOLD = new ByteArrayOutputStream();
    private static List<Report.Goal> goals = List.of();

    @BeforeAll
    static void run() {
        // Throws where the database does not hold exactly what was acknowledged.
        goals = SpineBench.run(
                        BRIEF,
                        List.of(Phase.NAIVE, Phase.OVERLOAD),
                        new PrintStream(TOLD, true, StandardCharsets.UTF_8))
                .goals();
    }

    @Test
    void everyAcknowledgedEventIsInTheDatabaseOnce() {
        assertMet("events in the database = events acknowledged");
    }

    /** Whether a load is too much for a server that was hardly warm when its maximum was taken is left to chance. */
    @Test
    void whatIsRefusedIsToldWhenToComeBack() {
        assertThat(goal("what is too much is answered 503 with Retry-After, one event a request")
                        .measured())
                .endsWith(" 0 without");
        assertThat(goal("what is too much is answered 503 with Retry-After, batches")
                        .measured())
                .endsWith(" 0 without");
    }

    @Test
    void groupCommitOutdoesOneTransactionPerEventWhereAllWaitForOneRow() {
        Report.Goal hot = goal("group ÷ naive, events/s, 32 connections on one campaign");

        double times =
                Double.parseDouble(hot.measured().substring(0, hot.measured().indexOf(' ')));

        assertThat(times).as(told()).isGreaterThan(1.5);
    }

    private static void assertMet(String beginning) {
        assertThat(goal(beginning).met()).as(told()).isTrue();
    }

    private static Report.Goal goal(String beginning) {
        return goals.stream()
                .filter(goal -> goal.text().startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no goal begins with " + beginning + "\n" + told()));
    }

    private static String told() {
        return TOLD.toString(StandardCharsets.UTF_8);
    }
}
