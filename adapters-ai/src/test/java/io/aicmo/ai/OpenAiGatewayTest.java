package io.aicmo.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.job.Priority;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway.Message;
import io.aicmo.port.ai.AiGateway.Question;
import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.AiGateway.Shape;
import io.aicmo.port.ai.Deadline;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.ai.TokenCount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiGatewayTest {
    private static final String KEY = "sk-test-0123456789abcdef0123456789";
    private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
    private static final Question HELLO =
            new Question(List.of(Message.system("Be kind."), Message.user("Hello")), null);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final StubAi stub = new StubAi();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<OpenAiGateway> gateways = new ArrayList<>();

    private OpenAiGateway gateway() {
        return gateway(GatewaySettings.of(stub.url(), KEY, "stub/model"));
    }

    private OpenAiGateway gateway(GatewaySettings settings) {
        OpenAiGateway gateway = new OpenAiGateway(
                settings, (time, listener) -> pauses.add(time), new Random(7), InstantSource.fixed(NOW));
        gateways.add(gateway);
        return gateway;
    }

    private OpenAiGateway hasty() {
        return gateway(GatewaySettings.of(stub.url(), KEY, "stub/model").waiting(SHORT, Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        stub.close();
        gateways.forEach(OpenAiGateway::close);
    }

    private static Reply complete(OpenAiGateway gateway) {
        return gateway.complete(HELLO, Listener.silent());
    }

    @Test
    void aQuestionIsAnswered() {
        stub.reacts(StubAi.text("Hello to you"));

        Reply reply = complete(gateway());

        assertThat(reply).isEqualTo(new Reply("Hello to you", "stub/model-1", new TokenCount(120, 30), null));
        StubAi.Asked asked = stub.asked().get(0);
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.authorization()).isEqualTo("Bearer " + KEY);
        assertThat(asked.body().path("model").stringValue()).isEqualTo("stub/model");
        assertThat(asked.body().at("/messages/0/role").stringValue()).isEqualTo("system");
        assertThat(asked.message(1)).isEqualTo("Hello");
        assertThat(asked.body().has("response_format")).isFalse();
        assertThat(asked.streamed()).isFalse();
    }

    @Test
    void theShapeOfTheAnswerGoesWithTheQuestion() {
        Shape shape = new Shape("slogan", "{\"type\":\"object\"}", true);

        gateway().complete(new Question(HELLO.messages(), shape), Listener.silent());

        assertThat(stub.asked().get(0).body().path("response_format").toString())
                .isEqualTo("{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"slogan\",\"strict\":true,"
                        + "\"schema\":{\"type\":\"object\"}}}");
    }

    @Test
    void whatIsUrgentInItsOwnWayIsAskedOfTheModelForThat() {
        OpenAiGateway chosen =
                gateway(GatewaySettings.of(stub.url(), KEY, "stub/model").choosing(Map.of(Priority.P1, "stub/pro")));

        chosen.complete(new Question(HELLO.messages(), null, Priority.P1, Deadline.none()), Listener.silent());
        chosen.complete(HELLO, Listener.silent());

        assertThat(stub.asked().stream().map(asked -> asked.body().path("model").stringValue()))
                .containsExactly("stub/pro", "stub/model");
        assertThat(chosen.model(Priority.P1)).isEqualTo("stub/pro");
    }

    @Test
    void whereThereIsNoKeyNoneIsSent() {
        complete(gateway(GatewaySettings.of(stub.url(), null, "stub/model")));

        assertThat(stub.asked().get(0).authorization()).isEqualTo("null");
    }

    @Test
    void costIsTheProvidersFigureElseTheConfiguredPricesElseUnknown() {
        GatewaySettings settings = GatewaySettings.of(stub.url(), KEY, "stub/model");
        GatewaySettings.Prices prices = new GatewaySettings.Prices(new BigDecimal("0.30"), new BigDecimal("2.50"));
        String told = StubAi.whole("Hi").replace("\"usage\":{", "\"usage\":{\"cost\":0.00042,");

        assertThat(complete(gateway(settings)).costUsd()).isNull();
        assertThat(complete(gateway(settings.priced(prices))).costUsd()).isEqualByComparingTo("0.000111");
        stub.reacts((asked, wire) -> wire.answer(200, told));
        assertThat(complete(gateway(settings.priced(prices))).costUsd()).isEqualByComparingTo("0.00042");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 100_000})
    void aStreamIsReadWhereverItsBytesAreCut(int size) {
        String said = "Grüße, 東京 🚀: \"quoted\"\nand a new line";
        stub.reacts((asked, wire) -> wire.pieces(StubAi.stream(StubAi.cut(said, 5)), size));
        List<String> heard = new ArrayList<>();

        Reply reply = gateway().stream(HELLO, Listener.of(heard::add));

        assertThat(reply).isEqualTo(new Reply(said, "stub/model-1", new TokenCount(120, 30), null));
        assertThat(String.join("", heard)).isEqualTo(said);
        assertThat(heard).hasSizeGreaterThan(5);
        assertThat(stub.asked()
                        .get(0)
                        .body()
                        .at("/stream_options/include_usage")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void anEndpointThatCannotStreamIsHeardInOnePiece() {
        stub.reacts((asked, wire) -> wire.answer(200, StubAi.whole("all at once")));
        List<String> heard = new ArrayList<>();

        gateway().stream(HELLO, Listener.of(heard::add));

        assertThat(heard).containsExactly("all at once");
    }

    @Test
    void aSpentBudgetIsSaidAtOnce() {
        stub.always(StubAi.status(402));

        assertThatThrownBy(() -> complete(gateway())).isInstanceOf(AiFailure.OverBudget.class);
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void aRateLimitIsPassedOnWithItsTime() {
        stub.reacts(
                StubAi.status(429, "Retry-After", "17"),
                StubAi.status(429, "Retry-After", "Mon, 04 May 2026 09:01:30 GMT"),
                StubAi.status(429, "Retry-After", "soon"),
                StubAi.status(429, "Retry-After", "999999999"));

        assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(pauses).isEmpty();
    }

    private Duration retryAfter() {
        return catchThrowableOfType(AiFailure.RateLimited.class, () -> complete(gateway()))
                .retryAfter();
    }

    @Test
    void aFailingProviderIsAskedFourTimesAndThenGivenUp() {
        stub.always(StubAi.status(500));

        assertThatThrownBy(() -> complete(gateway())).isInstanceOf(AiFailure.Upstream.class);

        assertThat(stub.asked()).hasSize(4);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(1_600), Duration.ofMillis(2_400));
        assertThat(pauses.get(2)).isBetween(Duration.ofMillis(3_200), Duration.ofMillis(4_800));
    }

    @Test
    void aProviderThatComesBackIsHeard() {
        stub.reacts(StubAi.status(503), StubAi.text("back again"));

        assertThat(complete(gateway()).text()).isEqualTo("back again");
        assertThat(pauses).hasSize(1);
    }

    @Test
    void whatIsWrongWithTheRequestIsNotTriedAgain() {
        for (int status : List.of(400, 401, 403, 404, 302)) {
            stub.reacts(StubAi.status(status, "Location", "http://localhost:1/"));
            assertThatThrownBy(() -> complete(gateway()))
                    .isInstanceOf(AiFailure.Upstream.class)
                    .hasMessage("the AI failed to answer");
        }
        assertThat(stub.asked()).hasSize(5);
    }

    @Test
    void nobodyThereIsAFailure() {
        GatewaySettings nowhere = GatewaySettings.of(java.net.URI.create("http://localhost:1/v1"), KEY, "m");

        assertThatThrownBy(() -> complete(gateway(nowhere))).isInstanceOf(AiFailure.Upstream.class);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void silenceBeforeTheAnswerIsATimeOut() {
        stub.reacts((asked, wire) -> wire.silence(), StubAi.text("at last"));

        assertThat(complete(hasty()).text()).isEqualTo("at last");

        stub.always((asked, wire) -> wire.silence());
        assertThatThrownBy(() -> complete(hasty())).isInstanceOf(AiFailure.TimedOut.class);
        assertThat(pauses).hasSize(4);
    }

    @Test
    void silenceInTheMiddleOfAStreamIsNotTriedAgainOnceSomethingWasHeard() {
        stub.always((asked, wire) -> {
            wire.pieces(StubAi.event(StubAi.chunk("Once upon", null)), 100);
            wire.silence();
        });
        List<String> heard = new ArrayList<>();

        assertThatThrownBy(() -> hasty().stream(HELLO, Listener.of(heard::add))).isInstanceOf(AiFailure.TimedOut.class);

        assertThat(heard).containsExactly("Once upon");
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void silenceAtTheBeginningOfAStreamIsTriedAgain() {
        stub.reacts(
                (asked, wire) -> {
                    wire.pieces(": PROCESSING\n\n" + StubAi.event(StubAi.chunk("", null)), 100);
                    wire.silence();
                },
                StubAi.text("now"));

        assertThat(hasty().stream(HELLO, Listener.silent()).text()).isEqualTo("now");
    }

    @Test
    void aStreamThatBreaksIsTriedAgainOnlyIfNothingWasHeard() {
        StubAi.Reaction silentBreak = (asked, wire) -> {
            wire.pieces(": PROCESSING\n\n", 100);
            throw new IOException("broken on purpose");
        };
        StubAi.Reaction lateBreak = (asked, wire) -> {
            wire.pieces(StubAi.event(StubAi.chunk("Once", null)), 100);
            throw new IOException("broken on purpose");
        };
        stub.reacts(silentBreak, StubAi.text("whole"), lateBreak);

        assertThat(gateway().stream(HELLO, Listener.silent()).text()).isEqualTo("whole");
        assertThatThrownBy(() -> gateway().stream(HELLO, Listener.of(text -> {})))
                .isInstanceOf(AiFailure.Upstream.class);
        assertThat(stub.asked()).hasSize(3);
    }

    @Test
    void aStreamThatBreaksIsTriedAgainForWhoOnlyWaits() {
        stub.reacts(
                (asked, wire) -> {
                    wire.pieces(StubAi.event(StubAi.chunk("Once", null)), 100);
                    throw new IOException("broken on purpose");
                },
                StubAi.text("whole"));

        assertThat(gateway().stream(HELLO, Listener.waiting(Listener.PATIENCE)).text())
                .isEqualTo("whole");
    }

    @Test
    void aStreamThatEndsBeforeTheAnswerDoesIsBroken() {
        stub.always((asked, wire) -> wire.pieces(StubAi.event(StubAi.chunk("Once", null)), 100));

        assertThatThrownBy(() -> gateway().stream(HELLO, Listener.of(text -> {})))
                .isInstanceOf(AiFailure.Upstream.class);
    }

    @Test
    void anErrorInsideAStreamIsWhatItsCodeSays() {
        stub.reacts(
                (asked, wire) -> wire.pieces(StubAi.event("{\"error\":{\"code\":402,\"message\":\"no credit\"}}"), 9),
                (asked, wire) -> wire.pieces(StubAi.event("{\"error\":{\"code\":429,\"message\":\"slow\"}}"), 9),
                (asked, wire) -> wire.pieces(StubAi.event("{\"error\":{\"code\":502,\"message\":\"down\"}}"), 9),
                StubAi.text("after all"));

        assertThatThrownBy(() -> gateway().stream(HELLO, Listener.silent())).isInstanceOf(AiFailure.OverBudget.class);
        assertThatThrownBy(() -> gateway().stream(HELLO, Listener.silent())).isInstanceOf(AiFailure.RateLimited.class);
        assertThat(gateway().stream(HELLO, Listener.silent()).text()).isEqualTo("after all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "{\"choices\":[]}", "nonsense", "", "{\"choices\":[{\"message\":{\"content\":null}}]}"
            })
    void aMalformedAnswerIsTriedAgain(String malformed) {
        stub.reacts((asked, wire) -> wire.answer(200, malformed), StubAi.text("well formed"));

        assertThat(complete(gateway()).text()).isEqualTo("well formed");
    }

    @Test
    void aMalformedPieceOfAStreamIsTriedAgain() {
        stub.reacts((asked, wire) -> wire.pieces(StubAi.event("{\"choices\":"), 5), StubAi.text("well formed"));

        assertThat(gateway().stream(HELLO, Listener.silent()).text()).isEqualTo("well formed");
    }

    @Test
    void tenMegabytesAreRefusedOnce() {
        String long10Mb = "x".repeat(10 * 1024 * 1024);
        stub.reacts((asked, wire) -> wire.answer(200, StubAi.whole(long10Mb)), (asked, wire) -> {
            OutputStream out = wire.events();
            for (int i = 0; i < 10_240; i++) {
                out.write(StubAi.event(StubAi.chunk("y".repeat(1_000), null)).getBytes(StandardCharsets.UTF_8));
            }
        });

        assertThatThrownBy(() -> complete(gateway())).isInstanceOf(AiFailure.Upstream.class);
        assertThatThrownBy(() -> gateway().stream(HELLO, Listener.silent())).isInstanceOf(AiFailure.Upstream.class);
        assertThat(stub.asked()).hasSize(2);
    }

    @Test
    void aSlowDripEndsWithTheTotalTime() {
        stub.always((asked, wire) -> {
            OutputStream out = wire.events();
            for (int i = 0; i < 1_000; i++) {
                out.write(": drip\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
            }
        });
        OpenAiGateway impatient = gateway(
                GatewaySettings.of(stub.url(), KEY, "m").waiting(Duration.ofSeconds(5), Duration.ofMillis(400)));

        assertThatThrownBy(() -> impatient.stream(HELLO, Listener.silent())).isInstanceOf(AiFailure.TimedOut.class);
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void whoWaitsForLessIsToldEarlier() {
        stub.always((asked, wire) -> wire.silence());
        Question question = new Question(HELLO.messages(), null, Priority.P2, Deadline.in(Duration.ofMillis(300)));
        long begun = System.nanoTime();

        assertThatThrownBy(() -> gateway().complete(question, Listener.silent()))
                .isInstanceOf(AiFailure.TimedOut.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void whoHangsUpCancelsTheCall() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        stub.always((asked, wire) -> {
            OutputStream out = wire.events();
            try {
                while (true) {
                    out.write(StubAi.event(StubAi.chunk("more ", null)).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            } catch (IOException gone) {
                noticed.countDown();
                throw gone;
            }
        });
        Listener[] listener = new Listener[1];
        int[] heard = {0};
        listener[0] = Listener.of(text -> {
            if (++heard[0] == 10) {
                listener[0].hangUp();
            }
        });

        assertThatThrownBy(() -> gateway().stream(HELLO, listener[0])).isInstanceOf(AiFailure.Cancelled.class);

        assertThat(noticed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void whoHangsUpWhileTheProviderIsSilentIsNotKeptWaiting() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        stub.always((asked, wire) -> {
            reached.countDown();
            wire.silence();
        });
        Listener listener = Listener.silent();
        Thread.ofVirtual().start(() -> {
            try {
                reached.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listener.hangUp();
        });

        assertThatThrownBy(() -> gateway().complete(HELLO, listener)).isInstanceOf(AiFailure.Cancelled.class);
    }

    @Test
    void aListenerThatThrowsHasHungUp() {
        Listener listener = Listener.of(text -> {
            throw new IllegalStateException("the line is dead");
        });

        assertThatThrownBy(() -> gateway().stream(HELLO, listener)).isInstanceOf(AiFailure.Cancelled.class);
        assertThat(listener.hasHungUp()).isTrue();
    }

    @Test
    void whoHangsUpDuringAPauseEndsIt() {
        Listener listener = Listener.silent();
        Thread.ofVirtual().start(listener::hangUp);

        assertThatThrownBy(() -> {
                    Pause.real().pause(Duration.ofMinutes(5), listener);
                    listener.check();
                })
                .isInstanceOf(AiFailure.Cancelled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                KEY,
                "gsk_test0123456789abcdef",
                "0123456789abcdef0123456789abcdef",
                "ollama",
                "two words.and-more"
            })
    void theKeyShowsNowhere(String key) {
        String told = "{\"error\":{\"code\":401,\"message\":\"wrong key " + key + "; got Bearer " + key + "\"}}";
        stub.reacts(
                (asked, wire) -> wire.answer(401, told),
                (asked, wire) -> wire.answer(401, "x".repeat(290) + " " + key),
                (asked, wire) -> wire.answer(200, told),
                (asked, wire) -> wire.pieces(StubAi.event(told), 100));
        OpenAiGateway gateway = gateway(GatewaySettings.of(stub.url(), key, "m"));
        List<Throwable> failures = new ArrayList<>();

        String logged = logged(() -> {
            failures.add(catchThrowable(() -> complete(gateway)));
            failures.add(catchThrowable(() -> complete(gateway)));
            failures.add(catchThrowable(() -> complete(gateway)));
            failures.add(catchThrowable(() -> gateway.stream(HELLO, Listener.silent())));
        });

        assertThat(logged).contains("HTTP 401").contains("error 401").doesNotContain(key.substring(0, 4));
        assertThat(failures)
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(AiFailure.Upstream.class)
                        .hasMessage("the AI failed to answer")
                        .hasNoCause());
        assertThat(GatewaySettings.of(stub.url(), key, "m").toString()).doesNotContain(key);
    }

    private static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return logged.toString(StandardCharsets.UTF_8);
    }
}
