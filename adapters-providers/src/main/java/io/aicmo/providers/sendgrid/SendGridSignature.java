package io.aicmo.providers.sendgrid;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.signature.SignedTime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** ECDSA with SHA-256 over the time's digits and the body; the same for both of SendGrid's webhooks. */
final class SendGridSignature {
    private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    private SendGridSignature() {}

    /** @throws BadSignature if it is missing, wrong or too old */
    static void verify(WebhookRequest request, String key, Instant now) {
        String time = request.header(TIMESTAMP);
        SignedTime.check(time, now);
        if (!isRight(parse(key), time, request)) {
            throw new BadSignature(SIGNATURE + " is missing or wrong");
        }
    }

    private static boolean isRight(PublicKey key, String time, WebhookRequest request) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(key);
            ecdsa.update(time.getBytes(StandardCharsets.US_ASCII));
            ecdsa.update(request.body());
            return ecdsa.verify(Base64.getDecoder().decode(request.header(SIGNATURE)));
        } catch (IllegalArgumentException | GeneralSecurityException malformed) {
            return false;
        }
    }

    private static PublicKey parse(String key) {
        try {
            return VerificationKey.parse(key);
        } catch (Rejected unusable) {
            throw new BadSignature("the source has no usable verification key");
        }
    }
}
