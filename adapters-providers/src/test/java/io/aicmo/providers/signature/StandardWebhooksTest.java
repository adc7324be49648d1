package io.aicmo.providers.signature;

import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.with;
import static io.aicmo.providers.Requests.withBody;
import static io.aicmo.providers.Requests.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    // The example that Svix publishes with its libraries.
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SECONDS = 1614265330L;
    private static final Instant NOW = Instant.ofEpochSecond(SECONDS);
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

    private final StandardWebhooks signature = new StandardWebhooks("svix-", "webhook-");
    private final WebhookRequest published =
            request(BODY, "svix-id", ID, "svix-timestamp", Long.toString(SECONDS), "svix-signature", SIGNATURE);

    @Test
    void thePublishedExampleIsRight() {
        assertRight(published);
    }

    @Test
    void theStandardsNamesOfTheHeadersAreRightAsWell() {
        assertRight(request(
                BODY, "webhook-id", ID, "webhook-timestamp", Long.toString(SECONDS), "webhook-signature", SIGNATURE));
    }

    @Test
    void theNamesOfAnotherSchemeAreNotLookedAt() {
        assertThatThrownBy(() -> new StandardWebhooks("webhook-").verify(published, SECRET, NOW))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void oneRightSignatureAmongSeveralIsEnough() {
        assertRight(with("svix-signature", OTHER + " v2,abc v1a,abc " + SIGNATURE + " " + OTHER, published));
    }

    @Test
    void theSecretMayStandWithoutItsPrefix() {
        assertThatCode(() -> signature.verify(published, SECRET.substring(6), NOW))
                .doesNotThrowAnyException();
    }

    @Property(tries = 50)
    void whatTheStandardsOwnLibrarySignsIsRight(@ForAll String body, @ForAll long seed) throws Exception {
        String secret = StandardWebhooks.newSecret(new Random(seed));
        String signed = new Webhook(secret).sign(ID, SECONDS, body);

        assertThatCode(() -> signature.verify(withBody(body, with("svix-signature", signed, published)), secret, NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void aBodyWithOneOtherByteIsRefused() {
        assertRefused(withBody("{\"test\": 2432232315}", published));
    }

    @Test
    void anotherIdIsRefused() {
        assertRefused(with("svix-id", ID + "x", published));
    }

    @Test
    void anotherTimeIsRefusedEvenWithinTheTolerance() {
        assertRefused(with("svix-timestamp", Long.toString(SECONDS + 1), published));
    }

    @Test
    void anotherSecretIsRefused() {
        assertThatThrownBy(() -> signature.verify(published, StandardWebhooks.newSecret(new Random(1)), NOW))
                .isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
    void aMissingHeaderIsRefused(String header) {
        assertRefused(without(header, published));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "v1",
                "v1,",
                "v1,=",
                "v1,***",
                "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O"
            })
    void aSignatureOfAnotherFormIsRefused(String other) {
        assertRefused(with("svix-signature", other, published));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "-1614265330", "1614265330.0", "+1614265330", "99999999999999999999", "١٦١٤٢٦٥٣٣٠"})
    void aTimeOfAnotherFormIsRefused(String other) {
        assertRefused(with("svix-timestamp", other, published));
    }

    @Test
    void fiveMinutesAreTolerated() {
        assertThatCode(() -> signature.verify(published, SECRET, NOW.plusSeconds(300)))
                .doesNotThrowAnyException();
        assertThatCode(() -> signature.verify(published, SECRET, NOW.minusSeconds(300)))
                .doesNotThrowAnyException();
    }

    @Test
    void aSignatureThatIsOlderIsRefused() {
        assertThatThrownBy(() -> signature.verify(published, SECRET, NOW.plusSeconds(301)))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void aSignatureFromTheFutureIsRefused() {
        assertThatThrownBy(() -> signature.verify(published, SECRET, NOW.minusSeconds(301)))
                .isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_***"})
    void nothingIsRightUnderASecretThatIsNone(String none) {
        assertThatThrownBy(() -> signature.verify(published, none, NOW)).isInstanceOf(BadSignature.class);
    }

    @Test
    void aNewSecretHas32BytesAndIsAccepted() {
        String secret = StandardWebhooks.newSecret(new Random(7));

        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
        assertThatCode(() -> StandardWebhooks.checkSecret(secret)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_***", "whsec_c2hvcnQ=", "not base64 at all"})
    void aSecretThatIsShortOrNoBase64IsRefused(String secret) {
        assertThatThrownBy(() -> StandardWebhooks.checkSecret(secret))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_source.secret_invalid"));
    }

    private void assertRight(WebhookRequest request) {
        assertThatCode(() -> signature.verify(request, SECRET, NOW)).doesNotThrowAnyException();
    }

    private void assertRefused(WebhookRequest request) {
        assertThatThrownBy(() -> signature.verify(request, SECRET, NOW)).isInstanceOf(BadSignature.class);
    }
}
