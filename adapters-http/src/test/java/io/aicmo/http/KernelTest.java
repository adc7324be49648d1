package io.aicmo.http;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The kernel and the agents' functions, with an agent that repeats what it is told. */
class KernelTest {
    private static final String KERNEL = "/functions/v1/cmo-kernel";

    private static final Api API = MemoryServer.shared();
    private static Firm firm;

    @BeforeAll
    static void aFirm() {
        firm = API.aFirm();
    }

    private static String ask(String message) {
        return json(
                "{'mode': 'brand_intake', 'workspace_id': '%s', 'input': {'message': '%s'}}",
                firm.id("workspace"), message);
    }

    private static HttpResponse<InputStream> open(String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(API.url(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + firm.ownerKey())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theKernelAsksTheAgentOfTheMode() {
        Reply reply = firm.owner().post(KERNEL, ask("hello")).is(200);

        assertThat(reply.textAt("/mode")).isEqualTo("brand_intake");
        assertThat(reply.textAt("/agent")).isEqualTo("echo");
        assertThat(reply.textAt("/model")).isEqualTo("offline-playbook");
        assertThat(reply.textAt("/output/text")).isEqualTo("hello");
        assertThat(firm.owner()
                        .get("/v1/agent-runs/" + reply.textAt("/run_id"))
                        .is(200)
                        .textAt("/request_id"))
                .isEqualTo(reply.header("X-Request-Id"));
    }

    @Test
    void anAgentsOwnFunctionTakesTheSameWithoutTheMode() {
        String body = json(
                "{'workspace_id': '%s', 'campaign_id': '%s', 'conversation_id': null, 'input': {'message': 'hi'}}",
                firm.id("workspace"), firm.id("campaign"));

        assertThat(firm.owner()
                        .post("/functions/v1/cmo-brand-intake", body)
                        .is(200)
                        .textAt("/output/text"))
                .isEqualTo("hi");
    }

    @Test
    void anUnknownModeIsRefusedWithTheList() {
        Reply reply = firm.owner()
                .post(KERNEL, ask("hello").replace("brand_intake", "mind_reading"))
                .refuses(422, "/mode");

        assertThat(reply.textAt("/detail")).contains("brand_intake");
        assertThat(reply.textAt("/code")).isEqualTo("mode.unknown");
    }

    @Test
    void whatIsWrongWithTheInputIsToldWithItsPlace() {
        String body = json(
                "{'mode': 'brand_intake', 'workspace_id': '%s', 'input': {'times': 'two', 'colour': 1}}",
                firm.id("workspace"));

        firm.owner()
                .post(KERNEL, body)
                .refuses(422, "/input/message")
                .refuses(422, "/input/times")
                .refuses(422, "/input/colour");
        firm.owner()
                .post("/functions/v1/cmo-brand-intake", body.replace("\"mode\": \"brand_intake\", ", ""))
                .refuses(422, "/input/message");
    }

    @Test
    void anotherTenantsWorkspaceAndAForeignCampaignAreRefused() {
        Firm stranger = API.aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");

        firm.owner()
                .post(KERNEL, ask("hello").replace(firm.id("workspace"), stranger.id("workspace")))
                .refuses(422, "/workspace_id");
        firm.owner()
                .post(
                        KERNEL,
                        json(
                                "{'mode': 'brand_intake', 'workspace_id': '%s', 'campaign_id': '%s',"
                                        + " 'input': {'message': 'a'}}",
                                other, firm.id("campaign")))
                .refuses(422, "/campaign_id");
        firm.key("owner", ", \"workspace_ids\": [\"" + other + "\"]")
                .post(KERNEL, ask("hello"))
                .is(403);
    }

    @ParameterizedTest
    @CsvSource({
        "budget,402,ai.over_budget",
        "rate,429,ai.rate_limited",
        "upstream,502,ai.failed",
        "invalid,502,ai.answer_invalid",
        "time,504,ai.timed_out"
    })
    void aFailureOfTheAiIsAProblem(String message, int status, String code) throws Exception {
        Reply reply = firm.owner().post(KERNEL, ask(message)).is(status);

        assertThat(reply.textAt("/code")).isEqualTo(code);
        assertThat(reply.header("Retry-After")).isEqualTo(status == 429 ? "17" : "");
        HttpResponse<InputStream> streamed = open(KERNEL, ask(message));
        assertThat(streamed.statusCode()).as("nothing was sent yet").isEqualTo(status);
        assertThat(text(streamed)).contains(code);
    }

    @Test
    void aListenerHearsTheAnswerAndThenItsResult() throws Exception {
        HttpResponse<InputStream> response = open(KERNEL, ask("hello\\nüber"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        String[] events = text(response).split("\n\n");
        assertThat(events).hasSize(2);
        assertThat(data(events[0], "delta").path("text").stringValue())
                .isEqualTo("{\"text\":\"hello\\u000aüber\",\"more\":[]}");
        JsonNode result = data(events[1], "result");
        assertThat(result.at("/output/text").stringValue()).isEqualTo("hello\nüber");
        assertThat(result.path("run_id").stringValue()).hasSize(36);
        assertThat(result.path("mode").stringValue()).isEqualTo("brand_intake");
    }

    private static JsonNode data(String event, String type) {
        assertThat(event).startsWith("event: " + type + "\ndata: ");
        return Json.MAPPER.readTree(event.substring(event.indexOf("data: ") + 6));
    }

    @Test
    void aFailureAfterTheFirstPieceIsAnEvent() throws Exception {
        HttpResponse<InputStream> response = open(KERNEL, ask("late rate"));

        assertThat(response.statusCode()).isEqualTo(200);
        String[] events = text(response).split("\n\n");
        JsonNode problem = data(events[events.length - 1], "error");
        assertThat(problem.path("status").intValue()).isEqualTo(429);
        assertThat(problem.path("code").stringValue()).isEqualTo("ai.rate_limited");
        assertThat(problem.path("request_id").stringValue())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void aFaultOfOursInsideAStreamTellsNothing() throws Exception {
        assertThat(text(open(KERNEL, ask("late bug"))))
                .contains("event: error")
                .contains("something went wrong on our side")
                .doesNotContain("secret detail");
    }

    @Test
    void badInputIsRefusedBeforeAStreamBegins() throws Exception {
        assertThat(open(KERNEL, ask("hello").replace("brand_intake", "none")).statusCode())
                .isEqualTo(422);
        assertThat(open(KERNEL, "{").statusCode()).isEqualTo(400);
    }

    @Test
    void whoHangsUpEndsTheRun() throws Exception {
        HttpResponse<InputStream> response = open(KERNEL, ask("endless"), "X-Request-Id", "endless-1");
        try (InputStream body = response.body()) {
            assertThat(body.read()).isEqualTo('e');
        }
        // The handler ends, or the server would not stop within its grace; the next call is served as ever.
        firm.owner().post(KERNEL, ask("hello")).is(200);
    }

    @Test
    void theSameKeyIsAnsweredTheSameWithoutASecondRun() throws Exception {
        Reply first = firm.owner()
                .with("Idempotency-Key", "once")
                .post(KERNEL, ask("hello"))
                .is(200);
        Reply again = firm.owner()
                .with("Idempotency-Key", "once")
                .post(KERNEL, ask("hello"))
                .is(200);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        firm.owner()
                .with("Idempotency-Key", "once")
                .post(KERNEL, ask("something else"))
                .is(422);
        assertThat(text(open(KERNEL, ask("hello"), "Idempotency-Key", "once")))
                .startsWith("event: result")
                .contains(first.textAt("/run_id"));
    }

    @Test
    void whoFailedMayTryAgainWithTheSameKey() {
        firm.owner().with("Idempotency-Key", "again").post(KERNEL, ask("time")).is(504);

        firm.owner().with("Idempotency-Key", "again").post(KERNEL, ask("time")).is(504);
    }

    @Test
    void anAnswerMayTakeLongerThanAConnectionMayBeSilent() {
        try (Server impatient = MemoryServer.start(settings -> idlingAtMost(settings, Duration.ofMillis(300)))) {
            Firm patient = MemoryServer.api(impatient).aFirm();

            patient.owner()
                    .post(KERNEL, ask("slow").replace(firm.id("workspace"), patient.id("workspace")))
                    .is(200);
        }
    }

    private static Settings idlingAtMost(Settings settings, Duration idle) {
        return new Settings(
                settings.host(),
                settings.port(),
                settings.publicUrl(),
                settings.bootstrapToken(),
                settings.jwt(),
                settings.allowedOrigins(),
                settings.perMinute(),
                settings.maxBodyBytes(),
                idle,
                settings.shutdownGrace());
    }

    @Test
    void theFunctionsAreListedWithTheirSchemas() {
        JsonNode functions = API.anyone().get("/functions/v1").is(200).at("/data");
        JsonNode echo = functions
                .valueStream()
                .filter(function -> function.path("name").stringValue().equals("cmo-brand-intake"))
                .findFirst()
                .orElseThrow();

        assertThat(echo.path("mode").stringValue()).isEqualTo("sync, stream");
        assertThat(echo.path("purpose").stringValue()).isEqualTo("Repeats.");
        assertThat(echo.path("input").toString()).contains("\"message\"").contains("\"workspace_id\"");
        assertThat(echo.path("output").toString()).contains("\"more\"").contains("\"run_id\"");
        assertThat(functions.toString()).contains("cmo-kernel");
    }

    @Test
    void runsAreForAdminsAndFilteredByWhatIsKnownOfThem() {
        Firm other = API.aFirm();
        String run = other.owner()
                .post(
                        KERNEL,
                        ask("my key is ak_0123456789abcdefghij").replace(firm.id("workspace"), other.id("workspace")))
                .is(200)
                .textAt("/run_id");

        other.user("manager").get("/v1/agent-runs").is(403);
        Reply shown = other.user("admin").get("/v1/agent-runs/" + run).is(200);
        assertThat(shown.textAt("/status")).isEqualTo("succeeded");
        assertThat(shown.textAt("/actor_kind")).isEqualTo("api_key");
        assertThat(shown.text()).doesNotContain("0123456789").contains("[redacted]");
        assertThat(other.owner()
                        .get("/v1/agent-runs?agent=echo&status=succeeded&limit=1")
                        .is(200)
                        .at("/data/0/id")
                        .stringValue())
                .isEqualTo(run);
        for (String none : new String[] {
            "status=failed",
            "agent=nobody",
            "mode=x",
            "model=x",
            "request_id=x",
            "since=2999-01-01T00:00:00Z",
            "until=2000-01-01T00:00:00Z"
        }) {
            assertThat(other.owner()
                            .get("/v1/agent-runs?" + none)
                            .is(200)
                            .at("/data")
                            .isEmpty())
                    .as(none)
                    .isTrue();
        }
        firm.owner().get("/v1/agent-runs/" + run).is(404);
    }
}
