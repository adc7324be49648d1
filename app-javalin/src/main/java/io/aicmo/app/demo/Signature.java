package io.aicmo.app.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How providers sign what they send; the provider's side of what the server verifies. */
final class Signature {
    private Signature() {}

    /** Standard Webhooks, and with other header names Svix: HMAC-SHA256 over id, time and body. */
    static Map<String, String> standardWebhooks(String prefix, String id, Instant now, String secret, byte[] body) {
        String time = String.valueOf(now.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        byte[] signed = Api.bytes(id + "." + time + "." + new String(body, StandardCharsets.UTF_8));
        return Map.of(
                prefix + "-id",
                id,
                prefix + "-timestamp",
                time,
                prefix + "-signature",
                "v1," + base64(hmac("HmacSHA256", key, signed)),
                "Content-Type",
                "application/json");
    }

    /** SendGrid's event webhook: ECDSA over time and body. */
    static Map<String, String> sendGrid(Instant now, PrivateKey key, byte[] body) {
        String time = String.valueOf(now.getEpochSecond());
        try {
            java.security.Signature ecdsa = java.security.Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(key);
            ecdsa.update(Api.bytes(time));
            ecdsa.update(body);
            return Map.of(
                    "X-Twilio-Email-Event-Webhook-Timestamp",
                    time,
                    "X-Twilio-Email-Event-Webhook-Signature",
                    base64(ecdsa.sign()),
                    "Content-Type",
                    "application/json");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with ECDSA", e);
        }
    }

    /** Twilio: HMAC-SHA1 over the URL and the sorted form parameters. */
    static Map<String, String> twilio(String url, String authToken, byte[] form) {
        String parameters = Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&"))
                .map(pair -> pair.split("=", 2))
                .sorted(Comparator.comparing(pair -> pair[0]))
                .map(pair -> decoded(pair[0]) + (pair.length == 2 ? decoded(pair[1]) : ""))
                .collect(Collectors.joining());
        return Map.of(
                "X-Twilio-Signature",
                base64(hmac("HmacSHA1", Api.bytes(authToken), Api.bytes(url + parameters))),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
