package io.aicmo.providers.sendgrid;

import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.Requests;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** Signs as SendGrid does. */
final class Keys {
    private Keys() {}

    static KeyPair onCurve(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    static String shown(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    static WebhookRequest signed(WebhookRequest request, PrivateKey key, Instant when) throws GeneralSecurityException {
        String time = Long.toString(when.getEpochSecond());
        Signature ecdsa = Signature.getInstance("SHA256withECDSA");
        ecdsa.initSign(key);
        ecdsa.update(time.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ecdsa.update(request.body());
        String signature = Base64.getEncoder().encodeToString(ecdsa.sign());
        return Requests.with(
                "X-Twilio-Email-Event-Webhook-Signature",
                signature,
                Requests.with("X-Twilio-Email-Event-Webhook-Timestamp", time, request));
    }
}
