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
