package io.aicmo.providers.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Channels;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.Providers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a provider sends is taken, and nothing else: by examples that are signed here, and by those that providers publish. */
class SimulatorTest {
    private static final String URL = "https://aicmo.example.com/functions/v1/webhook-receiver?source=1";
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Set<String> SIGN_THE_TIME = Set.of("generic", "resend", "sendgrid", "slack", "stripe", "gong");

    /** What signs, and what verifies; the same but for those who sign asymmetrically. */
    private record Secrets(String signs, String verifies) {}

    static Set<String> providers() {
        return Simulator.providers();
    }

    @Test
    void everyProviderCanBePlayed() {
        assertThat(Simulator.providers())
                .containsExactlyInAnyOrderElementsOf(Providers.all(Channels.catalogue()).stream()
                        .map(WebhookProvider::name)
                        .toList());
        assertThatThrownBy(() -> Simulator.sign("nobody", URL, "secret", "", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stripe");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsSignedIsBelievedAndTellsItsIdAndType(String name) throws Exception {
        Secrets secrets = secrets(name);
        WebhookRequest request = signed(name, secrets, "");

        WebhookProvider provider = provider(name);
        provider.checkSecret(secrets.verifies());
        assertThatCode(() -> provider.verify(request, secrets.verifies(), NOW)).doesNotThrowAnyException();
        Heading heading = provider.heading(request);
        assertThat(heading.eventId())
                .isNotBlank()
                .isNotEqualTo("unknown")
                .isEqualTo(provider.heading(request).eventId());
        assertThat(heading.type()).isNotBlank().isNotEqualTo("unknown");
        assertThat(heading.reply()).isNull();
        List<Item> items = provider.read(heading.channel(), request, NOW);
        assertThat(items).isNotEmpty().noneMatch(Item.Unreadable.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatWasChangedOrSignedBySomebodyElseIsNot(String name) throws Exception {
        Secrets secrets = secrets(name);
        WebhookRequest request = signed(name, secrets, "");
        WebhookProvider provider = provider(name);
        byte[] changed = (new String(request.body(), StandardCharsets.UTF_8) + "&x=1").getBytes(StandardCharsets.UTF_8);

        for (WebhookRequest wrong : List.of(
                new WebhookRequest(request.url(), request.headers(), changed),
                new WebhookRequest(request.url(), Map.of(), request.body()),
                signed(name, secrets(name, 1), ""))) {
            assertThatThrownBy(() -> provider.verify(wrong, secrets.verifies(), NOW))
                    .isInstanceOf(BadSignature.class);
        }
        assertThatThrownBy(() -> provider.verify(request, "", NOW)).isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void whatIsOldIsNotBelievedWhereTheTimeIsSigned(String name) throws Exception {
        Secrets secrets = secrets(name);
        WebhookRequest request = signed(name, secrets, "");
        Instant later = NOW.plus(Duration.ofMinutes(10));

        if (SIGN_THE_TIME.contains(name)) {
            assertThatThrownBy(() -> provider(name).verify(request, secrets.verifies(), later))
                    .isInstanceOf(BadSignature.class);
        } else {
            assertThatCode(() -> provider(name).verify(request, secrets.verifies(), later))
                    .doesNotThrowAnyException();
        }
    }

    /** From Slack's page on verifying requests. */
    @Test
    void slacksOwnExampleIsBelieved() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        WebhookRequest request = request(
                body,
                Map.of(
                        "content-type", "application/x-www-form-urlencoded",
                        "x-slack-request-timestamp", "1531420618",
                        "x-slack-signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));

        assertThatCode(() -> provider("slack")
                        .verify(request, "8f742231b10e8888abcd99yyyzzz85a5", Instant.ofEpochSecond(1531420618)))
                .doesNotThrowAnyException();
        assertThat(provider("slack").heading(request).type()).isEqualTo("form");
    }

    /** From GitHub's page on validating deliveries. */
    @Test
    void githubsOwnExampleIsBelieved() {
        WebhookRequest request = request(
                "Hello, World!",
                Map.of(
                        "x-hub-signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

        assertThatCode(() -> provider("hmac").verify(request, "It's a Secret to Everybody", NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void slackHearsItsChallenge() {
        String body = "{\"token\": \"t\", \"challenge\": \"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
                + " \"type\": \"url_verification\"}";

        Heading heading = provider("slack").heading(request(body, Map.of("content-type", "application/json")));

        assertThat(heading.reply()).isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
    }

    @Test
    void whileStripeRollsASecretAnyOfItsSignaturesWillDo() throws Exception {
        Secrets secrets = secrets("stripe");
        WebhookRequest request = signed("stripe", secrets, "");
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("stripe-signature", headers.get("stripe-signature") + ",v1=" + "0".repeat(64) + ",v0=1");

        assertThatCode(() -> provider("stripe")
                        .verify(new WebhookRequest(URL, headers, request.body()), secrets.verifies(), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void gongsTokenIsOfThisUrlAlone() throws Exception {
        Secrets secrets = secrets("gong");
        WebhookRequest request = signed("gong", secrets, "");

        assertThatThrownBy(() -> provider("gong")
                        .verify(
                                new WebhookRequest(URL + "2", request.headers(), request.body()),
                                secrets.verifies(),
                                NOW))
                .isInstanceOf(BadSignature.class);
    }

    private static WebhookProvider provider(String name) {
        return Providers.all(Channels.catalogue()).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WebhookRequest signed(String name, Secrets secrets, String body) {
        Simulator.Sent sent = Simulator.sign(name, URL, secrets.signs(), body, NOW);
        Map<String, String> headers = new HashMap<>();
        sent.headers().forEach((header, value) -> headers.put(header.toLowerCase(Locale.ROOT), value));
        return new WebhookRequest(URL, headers, sent.body());
    }

    private static WebhookRequest request(String body, Map<String, String> headers) {
        return new WebhookRequest(URL, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Secrets secrets(String name) throws NoSuchAlgorithmException {
        return secrets(name, 0);
    }

    private static Secrets secrets(String name, int which) throws NoSuchAlgorithmException {
        return switch (name) {
            case "gong" -> pair("RSA", 2048);
            case "sendgrid" -> pair("EC", 256);
            case "generic", "resend" -> {
                byte[] key = new byte[24];
                key[0] = (byte) which;
                String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
                yield new Secrets(secret, secret);
            }
            default -> new Secrets("a-secret-of-the-tests-" + which, "a-secret-of-the-tests-" + which);
        };
    }

    private static Secrets pair(String kind, int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        return new Secrets(
                base64.encodeToString(pair.getPrivate().getEncoded()),
                base64.encodeToString(pair.getPublic().getEncoded()));
    }
}
