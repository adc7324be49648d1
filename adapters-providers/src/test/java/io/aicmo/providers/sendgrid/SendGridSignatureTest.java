package io.aicmo.providers.sendgrid;

import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.with;
import static io.aicmo.providers.Requests.withBody;
import static io.aicmo.providers.Requests.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridSignatureTest {
    // The example that SendGrid publishes with its libraries.
    private static final String KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
    private static final String OTHER_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA==";
    private static final String BODY =
            "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\",\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\",\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\",\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";
    private static final String SIGNATURE =
            "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
    private static final String OTHER_SIGNATURE =
            "MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH3j/0=";
    private static final Instant THEN = Instant.ofEpochSecond(1600112502L);

    private static final String SIGNATURE_HEADER = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIMESTAMP_HEADER = "X-Twilio-Email-Event-Webhook-Timestamp";

    private final SendGrid sendGrid = new SendGrid();
    private final WebhookRequest published = request(BODY, SIGNATURE_HEADER, SIGNATURE, TIMESTAMP_HEADER, "1600112502");

    @Test
    void thePublishedExampleIsRight() {
        assertThatCode(() -> sendGrid.verify(published, KEY, THEN)).doesNotThrowAnyException();
    }

    @Test
    void theKeyMayBePem() {
        String pem = "-----BEGIN PUBLIC KEY-----\n" + KEY.substring(0, 64) + "\n" + KEY.substring(64)
                + "\n-----END PUBLIC KEY-----\n";

        assertThatCode(() -> sendGrid.checkSecret(pem)).doesNotThrowAnyException();
        assertThatCode(() -> sendGrid.verify(published, pem, THEN)).doesNotThrowAnyException();
    }

    @Test
    void anotherKeyIsRefused() {
        assertThatThrownBy(() -> sendGrid.verify(published, OTHER_KEY, THEN)).isInstanceOf(BadSignature.class);
    }

    @Test
    void aBodyWithoutItsLastLineBreakIsAnotherBody() {
        assertRefused(withBody(BODY.strip(), published));
    }

    @Test
    void anotherSignatureIsRefused() {
        assertRefused(with(SIGNATURE_HEADER, OTHER_SIGNATURE, published));
    }

    @Test
    void anotherTimeIsRefusedEvenWithinTheTolerance() {
        assertRefused(with(TIMESTAMP_HEADER, "1600112503", published));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGNATURE_HEADER, TIMESTAMP_HEADER})
    void aMissingHeaderIsRefused(String header) {
        assertRefused(without(header, published));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "***", "MEUC", "AAAA", "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZU"})
    void aSignatureOfAnotherFormIsRefused(String other) {
        assertRefused(with(SIGNATURE_HEADER, other, published));
    }

    @Test
    void aSignatureOfOnlyZeroesIsRefused() {
        assertRefused(with(SIGNATURE_HEADER, "MAYCAQACAQA=", published));
    }

    @Test
    void fiveMinutesAreToleratedAndNoMore() {
        assertThatCode(() -> sendGrid.verify(published, KEY, THEN.plusSeconds(300)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> sendGrid.verify(published, KEY, THEN.plusSeconds(301)))
                .isInstanceOf(BadSignature.class);
        assertThatThrownBy(() -> sendGrid.verify(published, KEY, THEN.minusSeconds(301)))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void aSourceWithoutAUsableKeyBelievesNothing() {
        assertThatThrownBy(() -> sendGrid.verify(published, "none", THEN)).isInstanceOf(BadSignature.class);
    }

    @Test
    void onlySendGridCanMakeAKey() {
        assertThat(sendGrid.newSecret(new Random(1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "AAAA", "-----BEGIN PUBLIC KEY-----"})
    void aSecretThatIsNoKeyIsRefused(String secret) {
        assertInvalid(secret);
    }

    @Test
    void aKeyOnAnotherCurveOrOfAnotherKindIsRefused() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);

        assertInvalid(Keys.shown(Keys.onCurve("secp384r1")));
        assertInvalid(Keys.shown(rsa.generateKeyPair()));
        assertThatCode(() -> sendGrid.checkSecret(Keys.shown(Keys.onCurve("secp256r1"))))
                .doesNotThrowAnyException();
    }

    private void assertInvalid(String secret) {
        assertThatThrownBy(() -> sendGrid.checkSecret(secret))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook_source.secret_invalid"));
    }

    private void assertRefused(WebhookRequest request) {
        assertThatThrownBy(() -> sendGrid.verify(request, KEY, THEN)).isInstanceOf(BadSignature.class);
    }
}
