package io.aicmo.providers.standardwebhooks;

import com.google.crypto.tink.subtle.Ed25519Sign;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.aicmo.port.webhook.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** The two signatures of the specification: {@code v1} by HMAC-SHA256, {@code v1a} by Ed25519. */
final class Signatures {
    private static final String SECRET = "whsec_";
    private static final String PRIVATE = "whsk_";
    private static final String PUBLIC = "whpk_";
    private static final int KEY_BYTES = 32;

    private Signatures() {}

    static SigningKeys newKeys(RandomGenerator random) {
        try {
            Ed25519Sign.KeyPair pair = Ed25519Sign.KeyPair.newKeyPairFromSeed(bytes(random));
            return new SigningKeys(
                    SECRET + base64(bytes(random)),
                    PRIVATE + base64(pair.getPrivateKey()),
                    PUBLIC + base64(pair.getPublicKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys could be made", e);
        }
    }

    /** The header {@code webhook-signature}: both signatures by each of the keys. */
    static String header(List<SigningKeys> keys, String id, long unixSeconds, String body) {
        List<String> signatures = new ArrayList<>();
        try {
            for (SigningKeys one : keys) {
                signatures.add(new Webhook(one.secret()).sign(id, unixSeconds, body));
                byte[] seed = Base64.getDecoder().decode(one.privateKey().substring(PRIVATE.length()));
                byte[] signed = (id + "." + unixSeconds + "." + body).getBytes(StandardCharsets.UTF_8);
                signatures.add("v1a," + base64(new Ed25519Sign(seed).sign(signed)));
            }
        } catch (WebhookSigningException | EmptyWebhookSecretException | GeneralSecurityException e) {
            throw new IllegalStateException("a message could not be signed", e);
        }
        return String.join(" ", signatures);
    }

    private static byte[] bytes(RandomGenerator random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
