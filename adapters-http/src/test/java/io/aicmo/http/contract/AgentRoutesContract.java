package io.aicmo.http.contract;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The kernel, the agents' functions and the log of their runs: of a server on which {@code brand_intake} takes a message. */
public interface AgentRoutesContract {
    String KERNEL = "/functions/v1/cmo-kernel";

    Api api();

    /** A question to the kernel. */
    static String ask(Firm firm, String message) {
        return json(
                "{'mode': 'brand_intake', 'workspace_id': '%s', 'input': {'message': '%s'}}",
                firm.id("workspace"), message);
    }

    /** Asks as somebody who listens while the answer is written. */
    static HttpResponse<InputStream> listen(Firm firm, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(firm.api().url(KERNEL))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + firm.ownerKey())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that was said. */
    static String text(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data of an event of this type. */
    static JsonNode data(String event, String type) {
        assertThat(event).startsWith("event: " + type + "\ndata: ");
        return Reply.JSON.readTree(event.substring(event.indexOf("data: ") + 6));
    }

    @Test
    default void theKernelAsksTheAgentOfTheMode() {
        Firm firm = api().aFirm();

        Reply reply = firm.owner().post(KERNEL, ask(firm, "hello")).is(200);

        assertThat(reply.textAt("/mode")).isEqualTo("brand_intake");
        assertThat(reply.textAt("/agent")).isNotEmpty();
        assertThat(reply.textAt("/model")).isEqualTo("offline-playbook");
        assertThat(reply.at("/output").isObject()).isTrue();
        Reply run =
                firm.owner().get("/v1/agent-runs/" + reply.textAt("/run_id")).is(200);
        assertThat(run.textAt("/request_id")).isEqualTo(reply.header("X-Request-Id"));
        assertThat(run.textAt("/status")).isEqualTo("succeeded");
        assertThat(run.textAt("/agent")).isEqualTo(reply.textAt("/agent"));
    }

    @Test
    default void anAgentsOwnFunctionTakesTheSameWithoutTheMode() {
        Firm firm = api().aFirm();
        String body = json(
                "{'workspace_id': '%s', 'campaign_id': '%s', 'conversation_id': null, 'input': {'message': 'hi'}}",
                firm.id("workspace"), firm.id("campaign"));

        assertThat(firm.owner()
                        .post("/functions/v1/cmo-brand-intake", body)
                        .is(200)
                        .textAt("/mode"))
                .isEqualTo("brand_intake");
    }

    @Test
    default void anUnknownModeIsRefusedWithTheList() {
        Firm firm = api().aFirm();

        Reply reply = firm.owner()
                .post(KERNEL, ask(firm, "hello").replace("brand_intake", "mind_reading"))
                .refuses(422, "/mode");

        assertThat(reply.textAt("/detail")).contains("brand_intake");
        assertThat(reply.textAt("/code")).isEqualTo("mode.unknown");
    }

    @Test
    default void whatIsWrongWithTheInputIsToldWithItsPlace() {
        Firm firm = api().aFirm();
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
    default void anotherTenantsWorkspaceAndAForeignCampaignAreRefused() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();
        String other = firm.owner()
                .post("/v1/workspaces", "{\"name\": \"Other\"}")
                .is(201)
                .textAt("/id");

        firm.owner()
                .post(KERNEL, ask(firm, "hello").replace(firm.id("workspace"), stranger.id("workspace")))
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
                .post(KERNEL, ask(firm, "hello"))
                .is(403);
    }

    @Test
    default void aListenerHearsTheAnswerAndThenItsResult() {
        Firm firm = api().aFirm();

        HttpResponse<InputStream> response = listen(firm, ask(firm, "hello\\nüber"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        List<String> events = List.of(text(response).split("\n\n"));
        assertThat(events).hasSizeGreaterThan(1);
        events.subList(0, events.size() - 1)
                .forEach(event -> assertThat(data(event, "delta").path("text").stringValue())
                        .isNotEmpty());
        JsonNode result = data(events.get(events.size() - 1), "result");
        assertThat(result.path("output").isObject()).isTrue();
        assertThat(result.path("run_id").stringValue()).hasSize(36);
        assertThat(result.path("mode").stringValue()).isEqualTo("brand_intake");
    }

    @Test
    default void badInputIsRefusedBeforeAStreamBegins() {
        Firm firm = api().aFirm();

        assertThat(listen(firm, ask(firm, "hello").replace("brand_intake", "none"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(listen(firm, "{").statusCode()).isEqualTo(400);
    }

    @Test
    default void theSameKeyIsAnsweredTheSameWithoutASecondRun() {
        Firm firm = api().aFirm();
        Client once = firm.owner().with("Idempotency-Key", "once");

        Reply first = once.post(KERNEL, ask(firm, "hello")).is(200);
        Reply again = once.post(KERNEL, ask(firm, "hello")).is(200);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        once.post(KERNEL, ask(firm, "something else")).is(422);
        assertThat(text(listen(firm, ask(firm, "hello"), "Idempotency-Key", "once")))
                .startsWith("event: result")
                .contains(first.textAt("/run_id"));
        assertThat(firm.owner()
                        .get("/v1/agent-runs?request_id=" + again.header("X-Request-Id"))
                        .is(200)
                        .at("/data")
                        .isEmpty())
                .isTrue();
    }

    @Test
    default void theFunctionsAreListedWithTheirSchemas() {
        JsonNode functions = api().anyone().get("/functions/v1").is(200).at("/data");
        JsonNode intake = functions
                .valueStream()
                .filter(function -> function.path("name").stringValue().equals("cmo-brand-intake"))
                .findFirst()
                .orElseThrow();

        assertThat(intake.path("mode").stringValue()).isEqualTo("sync, stream");
        assertThat(intake.path("purpose").stringValue()).isNotEmpty();
        assertThat(intake.path("input").toString()).contains("\"message\"").contains("\"workspace_id\"");
        assertThat(intake.path("output").toString()).contains("\"run_id\"");
        assertThat(functions.toString()).contains("cmo-kernel");
    }

    @Test
    default void runsAreForAdminsAndFilteredByWhatIsKnownOfThem() {
        Firm firm = api().aFirm();
        Firm stranger = api().aFirm();
        Reply asked = firm.owner()
                .post(KERNEL, ask(firm, "my key is ak_0123456789abcdefghij"))
                .is(200);
        String run = asked.textAt("/run_id");

        firm.user("manager").get("/v1/agent-runs").is(403);
        Reply shown = firm.user("admin").get("/v1/agent-runs/" + run).is(200);
        assertThat(shown.textAt("/status")).isEqualTo("succeeded");
        assertThat(shown.textAt("/actor_kind")).isEqualTo("api_key");
        assertThat(shown.text()).doesNotContain("0123456789").contains("[redacted]");
        assertThat(firm.owner()
                        .get("/v1/agent-runs?status=succeeded&limit=1&agent=" + asked.textAt("/agent"))
                        .is(200)
                        .at("/data/0/id")
                        .stringValue())
                .isEqualTo(run);
        for (String none : new String[] {
            "status=failed",
            "status=running",
            "status=interrupted",
            "agent=nobody",
            "mode=x",
            "model=x",
            "request_id=x",
            "since=2999-01-01T00:00:00Z",
            "until=2000-01-01T00:00:00Z"
        }) {
            assertThat(firm.owner()
                            .get("/v1/agent-runs?" + none)
                            .is(200)
                            .at("/data")
                            .isEmpty())
                    .as(none)
                    .isTrue();
        }
        stranger.owner().get("/v1/agent-runs/" + run).is(404);
    }
}
