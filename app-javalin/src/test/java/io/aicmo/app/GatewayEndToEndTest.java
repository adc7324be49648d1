package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.ai.StubAi;
import io.aicmo.http.contract.AgentRoutesContract;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.port.contract.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Everything that a model can do to a caller, from the wire of the one to the wire of the other: the whole application
 * on PostgreSQL, with a model that fails as it is told. All cases run at once; each is a request of its own, and must
 * leave one run with an end and nothing else.
 */
class GatewayEndToEndTest {
    /** What a function that answers at once may take (functions.md), and some time for a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(12);

    private static final String GOOD = "{\"reply\": \"Who buys from you?\", \"learned\": {}, \"asking\": \"audience\"}";
    private static final String BAD = "{\"reply\": 5, \"learned\": {\"name\": \"Half written\"}}";
    private static final Pattern CASE = Pattern.compile("case-([A-Z_0-9]+)");

    private static final CountDownLatch NOTICED = new CountDownLatch(1);
    private static final Map<Case, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    private static final Map<Case, Reply> REPLIES = new ConcurrentHashMap<>();
    private static final Map<Case, Duration> TOOK = new ConcurrentHashMap<>();

    private static StubAi stub;
    private static Application node;
    private static Firm firm;
    private static Client owner;

    /** What the caller gets, and how the run ends. */
    enum Case {
        ANSWERED(200, "", "succeeded"),
        OVER_BUDGET(402, "ai.over_budget", "failed"),
        RATE_LIMITED(429, "ai.rate_limited", "failed"),
        DOWN(502, "ai.failed", "failed"),
        DOWN_ONCE(200, "", "succeeded"),
        SILENT(504, "ai.timed_out", "failed"),
        SILENT_IN_THE_MIDDLE(504, "ai.timed_out", "failed"),
        BROKEN_ONCE(200, "", "succeeded"),
        BROKEN(502, "ai.failed", "failed"),
        MALFORMED(502, "ai.failed", "failed"),
        REPAIRED(200, "", "succeeded"),
        INVALID(502, "ai.answer_invalid", "failed"),
        TEN_MEGABYTES(502, "ai.failed", "failed"),
        DRIPPING(504, "ai.timed_out", "failed"),
        REPAIR_TOO_LATE(504, "ai.timed_out", "failed");

        private final int status;
        private final String code;
        private final String run;

        Case(int status, String code, String run) {
            this.status = status;
            this.code = code;
            this.run = run;
        }
    }

    /** What the model does: at the first try the first of these, and so on; the last one at all further tries. */
    private static List<StubAi.Reaction> reactions(Case one) {
        return switch (one) {
            case ANSWERED -> List.of(StubAi.text(GOOD));
            case OVER_BUDGET -> List.of(StubAi.status(402));
            case RATE_LIMITED -> List.of(StubAi.status(429, "Retry-After", "17"));
            case DOWN -> List.of(StubAi.status(500));
            case DOWN_ONCE -> List.of(StubAi.status(503), StubAi.text(GOOD));
            case SILENT -> List.of((asked, wire) -> wire.silence());
            case SILENT_IN_THE_MIDDLE -> List.of(GatewayEndToEndTest::stopsInTheMiddle);
            case BROKEN_ONCE -> List.of(GatewayEndToEndTest::breaks, StubAi.text(GOOD));
            case BROKEN -> List.of(GatewayEndToEndTest::breaks);
            case MALFORMED -> List.of((asked, wire) -> wire.answer(200, "nonsense"));
            case REPAIRED -> List.of(StubAi.text(BAD), StubAi.text(GOOD));
            case INVALID -> List.of(StubAi.text(BAD));
            case TEN_MEGABYTES -> List.of(StubAi.text("x".repeat(10 * 1024 * 1024)));
            case DRIPPING -> List.of(GatewayEndToEndTest::dripsForEver);
            case REPAIR_TOO_LATE -> List.of(GatewayEndToEndTest::badAfterAWhile, GatewayEndToEndTest::dripsForEver);
        };
    }

    private static void dripsForEver(StubAi.Asked asked, StubAi.Wire wire) throws IOException, InterruptedException {
        drip(wire.events(), wire, Integer.MAX_VALUE);
    }

    private static void drip(OutputStream out, StubAi.Wire wire, int drops) throws IOException, InterruptedException {
        for (int i = 0; i < drops; i++) {
            out.write(": drip\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            wire.pause(Duration.ofMillis(100));
        }
    }

    private static void stopsInTheMiddle(StubAi.Asked asked, StubAi.Wire wire) throws IOException {
        wire.pieces(StubAi.event(StubAi.chunk(BAD.substring(0, 40), null)), 10);
        wire.silence();
    }

    private static void breaks(StubAi.Asked asked, StubAi.Wire wire) throws IOException {
        wire.pieces(StubAi.event(StubAi.chunk(BAD.substring(0, 40), null)), 10);
        throw new IOException("broken on purpose");
    }

    private static void badAfterAWhile(StubAi.Asked asked, StubAi.Wire wire) throws IOException, InterruptedException {
        OutputStream out = wire.events();
        drip(out, wire, 40);
        out.write(StubAi.stream(List.of(BAD)).getBytes(StandardCharsets.UTF_8));
    }

    private static void endless(StubAi.Wire wire) throws IOException {
        OutputStream out = wire.events();
        try {
            while (true) {
                out.write(StubAi.event(StubAi.chunk("more ", null)).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            NOTICED.countDown();
            throw gone;
        }
    }

    /** What would store something if the model answered: each with what it is asked for a case. */
    private enum Storing {
        PLAN("/v1/plans/%s/regenerate", "plan", "{'part': 'kpis', 'brief': 'case-%s'}"),
        CONTENT("/v1/content-assets/%s/regenerate", "content_asset", "{'brief': 'case-%s'}");

        private final String path;
        private final String noun;
        private final String body;

        Storing(String path, String noun, String body) {
            this.path = path;
            this.noun = noun;
            this.body = body;
        }

        private Reply ask(Case one) {
            return owner.with("X-Request-Id", this + "-" + one)
                    .post(String.format(path, firm.id(noun)), Firm.json(body, one));
        }
    }

    private static List<Case> failing() {
        return Arrays.stream(Case.values()).filter(one -> one.status != 200).toList();
    }

    /** Everything that a run of these could have stored. */
    private static List<JsonNode> stored() {
        return Stream.of(
                        "/v1/plans",
                        "/v1/plans/" + firm.id("plan") + "/milestones",
                        "/v1/plans/" + firm.id("plan") + "/versions",
                        "/v1/funnels",
                        "/v1/campaigns",
                        "/v1/content-assets",
                        "/v1/content-assets/" + firm.id("content_asset") + "/versions",
                        "/v1/automation-steps",
                        "/v1/recommendations")
                .map(path -> owner.get(path + "?limit=200").is(200).json())
                .toList();
    }

    @BeforeAll
    static void callAll() throws InterruptedException, ExecutionException {
        stub = new StubAi().always(GatewayEndToEndTest::react);
        node = RunningNode.besides(
                OnPostgres.application(),
                OnPostgres.newHome("aicmo-gateway-test"),
                Map.of(
                        "AICMO_AI_BASE_URL", stub.url().toString(),
                        "AICMO_AI_KEY", "sk-test-0123456789abcdef0123456789",
                        "AICMO_AI_MODEL", "stub/model",
                        "AICMO_AI_IDLE_SECONDS", "1"));
        firm = OnPostgres.api().aFirm();
        Api api = new Api(node.installation().server(), RunningNode.BOOTSTRAP, RunningNode.JWT_SECRET);
        owner = api.bearer(firm.ownerKey());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> called : Arrays.stream(Case.values())
                    .map(one -> threads.submit(() -> call(one)))
                    .toList()) {
                called.get();
            }
        }
    }

    @AfterAll
    static void stop() {
        node.close();
        stub.close();
    }

    private static void react(StubAi.Asked asked, StubAi.Wire wire) throws IOException, InterruptedException {
        String told = asked.message(1);
        if (told.contains("endless")) {
            endless(wire);
            return;
        }
        Matcher named = CASE.matcher(told);
        assertThat(named.find()).as(told).isTrue();
        Case one = Case.valueOf(named.group(1));
        int tries = ASKED.computeIfAbsent(one, unasked -> new AtomicInteger()).incrementAndGet();
        List<StubAi.Reaction> all = reactions(one);
        all.get(Math.min(tries, all.size()) - 1).to(asked, wire);
    }

    private static void call(Case one) {
        long begun = System.nanoTime();
        Reply reply = owner.with("X-Request-Id", "waits-" + one)
                .post(AgentRoutesContract.KERNEL, AgentRoutesContract.ask(firm, "case-" + one));
        TOOK.put(one, Duration.ofNanos(System.nanoTime() - begun));
        REPLIES.put(one, reply);
    }

    @Test
    void whateverFailsNothingIsHalfStoredAndEveryRunHasItsEnd() throws InterruptedException, ExecutionException {
        List<JsonNode> before = stored();
        Map<String, Reply> replies = new ConcurrentHashMap<>();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> called : failing().stream()
                    .flatMap(one -> Arrays.stream(Storing.values())
                            .map(what -> threads.submit(() -> replies.put(what + "-" + one, what.ask(one)))))
                    .toList()) {
                called.get();
            }
        }

        assertThat(stored()).isEqualTo(before);
        failing()
                .forEach(one -> Arrays.stream(Storing.values())
                        .map(what -> what + "-" + one)
                        .forEach(request -> {
                            replies.get(request).is(one.status);
                            JsonNode run = onlyRun(request);
                            assertThat(run.path("status").stringValue())
                                    .as(request)
                                    .isEqualTo(one.run);
                            assertThat(run.path("output").isNull()).as(request).isTrue();
                        }));
    }

    @Test
    void aJobWhoseModelFailsIsGivenUpAndHasStoredNothing() {
        List<JsonNode> before = stored();

        String job = generating(Case.INVALID);

        Eventually.holds(() -> assertThat(owner.get("/v1/jobs/" + job).is(200).textAt("/status"))
                .isEqualTo("dead"));
        assertThat(owner.get("/v1/jobs/" + job).is(200).textAt("/error")).doesNotContain("sk-test");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aJobWhoseBudgetIsSpentWaitsAndHasStoredNothing() {
        List<JsonNode> before = stored();

        String job = generating(Case.OVER_BUDGET);

        Eventually.holds(() -> assertThat(owner.get("/v1/jobs/" + job).is(200).textAt("/error"))
                .isEqualTo("the AI budget is spent"));
        assertThat(owner.get("/v1/jobs/" + job).is(200).textAt("/status")).isEqualTo("queued");
        assertThat(stored()).isEqualTo(before);
    }

    private static String generating(Case one) {
        return owner.post(
                        "/functions/v1/cmo-generate-content",
                        Firm.json("{'campaign_id': '%s', 'brief': 'case-%s'}", firm.id("campaign"), one))
                .is(202)
                .textAt("/job_id");
    }

    private static JsonNode onlyRun(String requestId) {
        JsonNode runs =
                owner.get("/v1/agent-runs?request_id=" + requestId).is(200).at("/data");
        assertThat(runs.size()).as(runs.toString()).isEqualTo(1);
        return runs.get(0);
    }

    @ParameterizedTest
    @EnumSource
    void theCallerIsToldInTime(Case one) {
        Reply reply = REPLIES.get(one).is(one.status);

        assertThat(TOOK.get(one)).isLessThan(AT_ONCE);
        assertThat(reply.header("Retry-After")).isEqualTo(one == Case.RATE_LIMITED ? "17" : "");
        if (one.status == 200) {
            assertThat(reply.textAt("/output/reply")).isEqualTo("Who buys from you?");
            assertThat(reply.textAt("/model")).isEqualTo("stub/model-1");
        } else {
            assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
            assertThat(reply.textAt("/code")).isEqualTo(one.code);
            assertThat(reply.textAt("/request_id")).isEqualTo("waits-" + one);
            assertThat(reply.text())
                    .doesNotContain("sk-test")
                    .doesNotContain(stub.url().getAuthority());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRunHasAnEnd(Case one) {
        JsonNode run = onlyRun("waits-" + one);

        assertThat(run.path("status").stringValue()).isEqualTo(one.run);
        assertThat(run.path("error").isNull()).isEqualTo(one.status == 200);
        assertThat(run.path("output").isNull()).isEqualTo(one.status != 200);
        assertThat(run.toString()).doesNotContain("sk-test");
        if (one == Case.REPAIRED) {
            assertThat(run.path("input_tokens").intValue()).isEqualTo(240);
        }
    }

    @Test
    void nothingIsHalfWritten() {
        assertThat(owner.get("/v1/brand-profiles").is(200).text()).doesNotContain("Half written");
        assertThat(owner.get("/v1/agent-runs?status=running").is(200).at("/data"))
                .isEmpty();
    }

    @Test
    void aStreamThatBreaksOffInTheMiddleSaysWhy() {
        HttpResponse<InputStream> response = listen("case-SILENT_IN_THE_MIDDLE", "listens-silent");

        assertThat(response.statusCode()).isEqualTo(200);
        String[] events = AgentRoutesContract.text(response).split("\n\n");
        assertThat(AgentRoutesContract.data(events[0], "delta").path("text").stringValue())
                .isEqualTo(BAD.substring(0, 40));
        JsonNode problem = AgentRoutesContract.data(events[events.length - 1], "error");
        assertThat(problem.path("code").stringValue()).isEqualTo("ai.timed_out");
        assertThat(onlyRun("listens-silent").path("status").stringValue()).isEqualTo("failed");
    }

    @Test
    void aRefusalBeforeTheFirstPieceKeepsItsStatus() {
        assertThat(listen("case-OVER_BUDGET", "listens-402").statusCode()).isEqualTo(402);
        assertThat(onlyRun("listens-402").path("status").stringValue()).isEqualTo("failed");
    }

    @Test
    void whoHangsUpCancelsTheModelsCallAndEndsTheRun() throws Exception {
        HttpResponse<InputStream> response = listen("endless", "hangs-up");
        try (InputStream body = response.body()) {
            assertThat(body.read()).isEqualTo('e');
        }

        assertThat(NOTICED.await(15, TimeUnit.SECONDS))
                .as("the model's connection breaks")
                .isTrue();
        Eventually.holds(() ->
                assertThat(onlyRun("hangs-up").path("status").stringValue()).isEqualTo("cancelled"));
    }

    private static HttpResponse<InputStream> listen(String message, String requestId) {
        HttpRequest request = HttpRequest.newBuilder(node.url().resolve(AgentRoutesContract.KERNEL))
                .header("Authorization", "Bearer " + firm.ownerKey())
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("X-Request-Id", requestId)
                .POST(HttpRequest.BodyPublishers.ofString(AgentRoutesContract.ask(firm, message)))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
