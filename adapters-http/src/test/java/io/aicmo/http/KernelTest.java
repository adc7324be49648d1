package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.AgentRoutesContract;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The kernel and the agents' functions, with an agent that repeats what it is told, or fails as it is told. */
class KernelTest implements AgentRoutesContract {
    private static final Api API = MemoryServer.shared();
    private static Firm firm;

    @Override
    public Api api() {
        return API;
    }

    @BeforeAll
    static void aFirm() {
        firm = API.aFirm();
    }

    private static String ask(String message) {
        return AgentRoutesContract.ask(firm, message);
    }

    @ParameterizedTest
    @CsvSource({
        "budget,402,ai.over_budget",
        "rate,429,ai.rate_limited",
        "upstream,502,ai.failed",
        "invalid,502,ai.answer_invalid",
        "time,504,ai.timed_out"
    })
    void aFailureOfTheAiIsAProblem(String message, int status, String code) {
        Reply reply = firm.owner().post(KERNEL, ask(message)).is(status);

        assertThat(reply.textAt("/code")).isEqualTo(code);
        assertThat(reply.header("Retry-After")).isEqualTo(status == 429 ? "17" : "");
        HttpResponse<InputStream> streamed = AgentRoutesContract.listen(firm, ask(message));
        assertThat(streamed.statusCode()).as("nothing was sent yet").isEqualTo(status);
        assertThat(AgentRoutesContract.text(streamed)).contains(code);
    }

    @Test
    void lineBreaksOfAnAnswerDoNotEndItsEvents() {
        String[] events = AgentRoutesContract.text(AgentRoutesContract.listen(firm, ask("hello\\nüber")))
                .split("\n\n");

        assertThat(events).hasSize(2);
        assertThat(AgentRoutesContract.data(events[0], "delta").path("text").stringValue())
                .isEqualTo("{\"text\":\"hello\\u000aüber\",\"more\":[],\"conversation_id\":null}");
        assertThat(AgentRoutesContract.data(events[1], "result")
                        .at("/output/text")
                        .stringValue())
                .isEqualTo("hello\nüber");
    }

    @Test
    void aFailureAfterTheFirstPieceIsAnEvent() {
        HttpResponse<InputStream> response = AgentRoutesContract.listen(firm, ask("late rate"));

        assertThat(response.statusCode()).isEqualTo(200);
        String[] events = AgentRoutesContract.text(response).split("\n\n");
        JsonNode problem = AgentRoutesContract.data(events[events.length - 1], "error");
        assertThat(problem.path("status").intValue()).isEqualTo(429);
        assertThat(problem.path("code").stringValue()).isEqualTo("ai.rate_limited");
        assertThat(problem.path("retry_after").intValue()).isEqualTo(17);
        assertThat(problem.path("request_id").stringValue())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void aFaultOfOursInsideAStreamTellsNothing() {
        assertThat(AgentRoutesContract.text(AgentRoutesContract.listen(firm, ask("late bug"))))
                .contains("event: error")
                .contains("something went wrong on our side")
                .doesNotContain("secret detail");
    }

    @Test
    void whoHangsUpEndsTheRun() throws Exception {
        HttpResponse<InputStream> response =
                AgentRoutesContract.listen(firm, ask("endless"), "X-Request-Id", "endless-1");
        try (InputStream body = response.body()) {
            assertThat(body.read()).isEqualTo('e');
        }
        assertThat(Echo.HUNG_UP.await(15, TimeUnit.SECONDS))
                .as("whoever works for the caller is told")
                .isTrue();
        // The next call is served as ever.
        firm.owner().post(KERNEL, ask("hello")).is(200);
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
                settings.serviceToken(),
                settings.jwt(),
                settings.allowedOrigins(),
                settings.perMinute(),
                settings.maxBodyBytes(),
                idle,
                settings.shutdownGrace());
    }
}
