package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.WebhooksBench.Amount;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A run so short that its rates say little: what arrives is asserted, the figures are for {@code bench/webhooks}. */
class WebhooksBenchIT {
    private static final Amount BRIEF = new Amount(3, 10, 5, 1);

    private static final ByteArrayOutputStream TOLD = new ByteArrayOutputStream();
    private static List<Report.Goal> goals = List.of();

    @BeforeAll
    static void run() {
        goals = WebhooksBench.run(BRIEF, new PrintStream(TOLD, true, StandardCharsets.UTF_8))
                .goals();
    }

    @Test
    void whatGoesToTheOthersArrivesWhileOneEndpointNeverAnswers() {
        assertMet("deliveries that arrived where they are answered");
    }

    @Test
    void whatGoesToTheOneThatNeverAnswersWaits() {
        assertMet("deliveries that wait for the silent one");
    }

    private static void assertMet(String beginning) {
        assertThat(goals.stream().filter(goal -> goal.text().startsWith(beginning)))
                .as(TOLD.toString(StandardCharsets.UTF_8))
                .singleElement()
                .matches(Report.Goal::met);
    }
}
