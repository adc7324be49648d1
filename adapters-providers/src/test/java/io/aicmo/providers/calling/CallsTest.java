package io.aicmo.providers.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.port.messaging.Delivery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final Stub stub = new Stub();
    private final Calls calls = new Calls(Duration.ofMillis(800), InstantSource.fixed(NOW));

    @AfterEach
    void stop() {
        stub.close();
    }

    private Delivery ask(HttpUrl url) throws InterruptedException {
        return calls.ask(
                new Request.Builder().url(url).post(Calls.body(Calls.object())).build(), answer -> null);
    }

    @Test
    void successIsAccepted() throws Exception {
        stub.answers(202, "");

        assertThat(ask(stub.url())).isEqualTo(new Delivery.Accepted(null));
    }

    @Test
    void tooManyMeansLaterInSecondsOrByDate() throws Exception {
        stub.answers(429, "slow down", "Retry-After", "120");
        stub.answers(429, "slow down", "Retry-After", "Mon, 02 Mar 2026 10:05:00 GMT");
        stub.answers(429, "slow down");
        stub.answers(503, "away", "Retry-After", "999999999");

        assertThat(ask(stub.url()))
                .isInstanceOfSatisfying(
                        Delivery.Busy.class, busy -> assertThat(busy.after()).isEqualTo(Duration.ofMinutes(2)));
        assertThat(ask(stub.url()))
                .isInstanceOfSatisfying(
                        Delivery.Busy.class, busy -> assertThat(busy.after()).isEqualTo(Duration.ofMinutes(5)));
        assertThat(ask(stub.url()))
                .isInstanceOfSatisfying(
                        Delivery.Busy.class, busy -> assertThat(busy.after()).isEqualTo(Duration.ofSeconds(30)));
        assertThat(ask(stub.url()))
                .isInstanceOfSatisfying(
                        Delivery.Busy.class, busy -> assertThat(busy.after()).isEqualTo(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422, 302})
    void whatAnotherTryWouldNotChangeIsRefusedWithItsReason(int status) throws Exception {
        stub.answers(status, "{\"message\": \"no such domain\"}", "Location", "http://127.0.0.1:1/");

        assertThat(ask(stub.url()))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.detail()).contains("no such domain"));
        assertThat(stub.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aProviderThatBrokeMayHaveSentIt(int status) throws Exception {
        stub.answers(status, "oops");

        assertThat(ask(stub.url())).isInstanceOf(Delivery.Unknown.class);
    }

    @Test
    void aProviderThatKeepsSilentMayHaveSentIt() throws Exception {
        stub.keepsSilent();

        assertThat(ask(stub.url())).isInstanceOf(Delivery.Unknown.class);
        assertThat(stub.asked()).hasSize(1);
    }

    @Test
    void aProviderThatHangsUpMayHaveSentItAndIsNotAskedAgain() throws Exception {
        try (ServerSocket hangsUp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> {
                try (Socket socket = hangsUp.accept()) {
                    assertThat(socket.getInputStream().read()).isPositive();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThat(ask(HttpUrl.get("http://127.0.0.1:" + hangsUp.getLocalPort())))
                    .isInstanceOf(Delivery.Unknown.class);
            server.join();
        }
    }

    @Test
    void whoCannotBeReachedHasNotSentIt() throws Exception {
        HttpUrl gone = stub.url();
        stub.close();

        assertThat(ask(gone)).isInstanceOf(Delivery.Busy.class);
        assertThat(ask(HttpUrl.get("http://no-such-host.invalid"))).isInstanceOf(Delivery.Busy.class);
    }

    @Test
    void whoeverIsInterruptedDoesNotKnow() {
        stub.keepsSilent();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ask(stub.url())).isInstanceOf(InterruptedException.class);
    }
}
