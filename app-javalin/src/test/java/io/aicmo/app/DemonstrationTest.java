package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.app.demo.Demonstration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DemonstrationTest {
    @Test
    void theStoryEndsAsItsReadmeSays() {
        StringWriter told = new StringWriter();

        try (Application node =
                RunningNode.besides(OnPostgres.application(), OnPostgres.newHome("aicmo-demonstration"))) {
            Demonstration.run(
                    node.url(),
                    RunningNode.BOOTSTRAP,
                    Path.of("../demo"),
                    new PrintWriter(told, true),
                    Clock.systemUTC());
        }

        assertThat(told.toString().lines().map(String::strip).toList())
                .anySatisfy(line -> assertThat(line).contains("the profile is complete"))
                .anySatisfy(line -> assertThat(line).contains("the offline playbooks ask and write"))
                .anySatisfy(line -> assertThat(line).contains("judged by:").contains("120 leads"))
                .anySatisfy(line ->
                        assertThat(line).contains("is not launched before").contains("refused: "))
                .anySatisfy(line -> assertThat(line).contains("It launches").contains("active"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("clicks").contains("450").contains("410"))
                .anySatisfy(line -> assertThat(line).startsWith("Move budget from google_ads to linkedin"))
                .anySatisfy(line ->
                        assertThat(line).contains("first recommendation").contains("accepted"))
                .anySatisfy(line -> assertThat(line).contains("one click twice").contains("5 accepted, 1 seen before"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("qualified")
                        .contains("paused")
                        .contains("email_replied"))
                .anySatisfy(line -> assertThat(line).contains("there is no campaign"))
                .anySatisfy(line -> assertThat(line).contains("succeeded"))
                .anySatisfy(line -> assertThat(line).contains("0 differences"));
    }
}
