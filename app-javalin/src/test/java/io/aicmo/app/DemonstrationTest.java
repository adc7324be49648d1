package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.ai.PlaybookModel;
import io.aicmo.ai.StubAi;
import io.aicmo.app.demo.Demonstration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DemonstrationTest {
    @Test
    void theStoryEndsAsItsReadmeSays() {
        assertThat(told(Map.of()))
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

    @Test
    void withAnAiTheModelAsksAndWritesAllOfIt() {
        List<String> lines;
        List<StubAi.Asked> asked;
        try (StubAi stub = new StubAi().always(new PlaybookModel())) {
            lines = told(Map.of(
                    "AICMO_AI_BASE_URL", stub.url().toString(),
                    "AICMO_AI_KEY", "sk-test-0123456789abcdef",
                    "AICMO_AI_MODEL", "stub/model"));
            asked = stub.asked();
        }

        assertThat(lines)
                .noneSatisfy(line -> assertThat(line).contains("playbook"))
                .anySatisfy(line -> assertThat(line).contains("stub/model-1 asks and writes"))
                .anySatisfy(line -> assertThat(line).contains("worded by stub/model-1"))
                .anySatisfy(line -> assertThat(line).contains("It launches").contains("active"))
                .anySatisfy(line ->
                        assertThat(line).contains("first recommendation").contains("accepted"))
                .anySatisfy(line -> assertThat(line).contains("0 differences"));
        assertThat(asked).extracting(StubAi.Asked::authorization).containsOnly("Bearer sk-test-0123456789abcdef");
        assertThat(asked.stream()
                        .map(one -> one.body()
                                .at("/response_format/json_schema/name")
                                .stringValue()))
                .contains(
                        "brand_intake",
                        "plan_90day",
                        "funnel_architect",
                        "campaign_designer",
                        "content_engine",
                        "weekly_summary",
                        "optimization_analyst");
    }

    @Test
    void withoutASettingThereIsNoAiToTellTheStory() {
        StringWriter said = new StringWriter();

        int status = new CommandLine(new DemoCommand())
                .setExecutionExceptionHandler((wrong, command, parsed) -> {
                    said.write(wrong.getMessage());
                    return 1;
                })
                .execute("--ai");

        assertThat(status).isEqualTo(1);
        assertThat(said.toString()).startsWith("AICMO_AI_BASE_URL must be set");
    }

    /** What is said while the story is told to a server with these settings. */
    private static List<String> told(Map<String, String> settings) {
        StringWriter told = new StringWriter();
        try (Application node =
                RunningNode.besides(OnPostgres.application(), OnPostgres.newHome("aicmo-demonstration"), settings)) {
            Demonstration.run(
                    node.url(),
                    RunningNode.BOOTSTRAP,
                    Path.of("../demo"),
                    new PrintWriter(told, true),
                    Clock.systemUTC());
        }
        return told.toString().lines().map(String::strip).toList();
    }
}
