package io.aicmo.providers.standardwebhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.Ed25519Verify;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender.Message;
import io.aicmo.port.webhook.WebhookSender.Receipt;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.OutboundClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent is verified by the specification's own library. */
class StandardWebhookSenderTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private final StandardWebhookSender sender =
            new StandardWebhookSender(new OutboundClient(AddressRules.allowing(List.of("127.0.0.0/8"))));
    private final SigningKeys keys = sender.newKeys(new SecureRandom());
    private HttpServer sink;
    private volatile int status = 200;
    private volatile String retryAfter = "";
    private volatile byte[] answer = "thanks".getBytes(StandardCharsets.UTF_8);

    private record Posted(HttpHeaders headers, String body) {}

    @BeforeEach
    void listen() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void stop() {
        sink.stop(0);
        sender.close();
    }

    @Test
    void theSpecificationsLibraryVerifiesWhatIsSent() throws Exception {
        Receipt receipt = send(List.of(keys));

        Posted one = posted.take();
        new Webhook(keys.secret()).verify(one.body(), one.headers());
        assertThat(receipt.attempt().isSuccess()).isTrue();
        assertThat(receipt.attempt().response()).isEqualTo("thanks");
        assertThat(one.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(one.body())
                .isEqualTo(
                        "{\"type\":\"lead.created\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"name\":\"Zoë\"}}");
    }

    @Test
    void thePublicKeyVerifiesTheSecondSignature() throws Exception {
        send(List.of(keys));

        Posted one = posted.take();
        String signature = List.of(header(one, "webhook-signature").split(" ")).get(1);
        byte[] signed = (header(one, "webhook-id") + "." + header(one, "webhook-timestamp") + "." + one.body())
                .getBytes(StandardCharsets.UTF_8);
        Ed25519Verify verify =
                new Ed25519Verify(Base64.getDecoder().decode(keys.publicKey().substring("whpk_".length())));
        assertThat(signature).startsWith("v1a,");
        verify.verify(Base64.getDecoder().decode(signature.substring(4)), signed);
        signed[0]++;
        assertThatThrownBy(() -> verify.verify(Base64.getDecoder().decode(signature.substring(4)), signed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void whileKeysRotateBothVerify() throws Exception {
        SigningKeys fresh = sender.newKeys(new SecureRandom());

        send(List.of(fresh, keys));

        Posted one = posted.take();
        new Webhook(fresh.secret()).verify(one.body(), one.headers());
        new Webhook(keys.secret()).verify(one.body(), one.headers());
        assertThat(header(one, "webhook-signature").split(" ")).hasSize(4);
        SigningKeys another = sender.newKeys(new SecureRandom());
        assertThatThrownBy(() -> new Webhook(another.secret()).verify(one.body(), one.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void aTryAgainHasTheSameIdAndASignatureOfItsTime() throws Exception {
        WebhookMessageId id = new WebhookMessageId(UUID.randomUUID());

        sender.send(message(id, List.of(keys)), now);
        sender.send(message(id, List.of(keys)), now.plusSeconds(5));

        Posted first = posted.take();
        Posted second = posted.take();
        assertThat(header(first, "webhook-id")).isEqualTo("msg_" + id).isEqualTo(header(second, "webhook-id"));
        assertThat(header(first, "webhook-timestamp")).isNotEqualTo(header(second, "webhook-timestamp"));
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void whatComesBackIsToldWithWhenToComeAgain() {
        status = 503;
        retryAfter = "120";
        Receipt seconds = send(List.of(keys));
        retryAfter = "Thu, 01 Jan 2099 00:00:00 GMT";
        Receipt date = send(List.of(keys));
        retryAfter = "soon";
        Receipt neither = send(List.of(keys));

        assertThat(seconds.attempt().isBusy()).isTrue();
        assertThat(seconds.attempt().error()).isEqualTo("answered 503");
        assertThat(seconds.retryAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(date.retryAfter()).isGreaterThan(Duration.ofDays(10_000));
        assertThat(neither.retryAfter()).isNull();
    }

    @Test
    void ofALongOrHostileAnswerTheBeginningIsKeptAsFarAsItCanBe() {
        answer = ("a\u0000b" + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);

        Receipt receipt = send(List.of(keys));

        assertThat(receipt.attempt().response()).startsWith("a\ufffdb").hasSize(1_000);
    }

    @Test
    void whereNobodyListensThereIsNoAnswerAndNoException() {
        sink.stop(0);

        Receipt receipt = send(List.of(keys));

        assertThat(receipt.attempt().isSuccess()).isFalse();
        assertThat(receipt.attempt().status()).isNull();
        assertThat(receipt.attempt().error()).startsWith("no answer");
    }

    @Test
    void whereItMayNotGoItDoesNotGo() {
        Message inside = new Message(
                "http://10.0.0.1/", new WebhookMessageId(UUID.randomUUID()), "a.b", now, Map.of(), List.of(keys));

        assertThat(sender.send(inside, now).attempt().error())
                .startsWith("not sent: ")
                .doesNotContain("10.0.0.1");
    }

    private Receipt send(List<SigningKeys> by) {
        return sender.send(message(new WebhookMessageId(UUID.randomUUID()), by), now);
    }

    private Message message(WebhookMessageId id, List<SigningKeys> by) {
        return new Message(
                "http://127.0.0.1:" + sink.getAddress().getPort() + "/hook",
                id,
                "lead.created",
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of("name", "Zoë"),
                by);
    }

    private static String header(Posted one, String name) {
        return one.headers().firstValue(name).orElseThrow();
    }
}
