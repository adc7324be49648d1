package io.aicmo.providers.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.signature.Hmac;
import io.aicmo.providers.signature.Signed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Plays each provider: an example of what it sends, signed as it signs. Where a provider signs asymmetrically (SendGrid,
 * Gong) the secret is a private key, PKCS 8 in PEM or base64, and the source has the public one.
 */
public final class Simulator {
    private static final Map<String, Player> PLAYERS = players();

    private Simulator() {}

    /** A request, ready to be posted. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Sent(Map<String, String> headers, byte[] body) {}

    @FunctionalInterface
    private interface Player {
        Map<String, String> headers(String url, byte[] body, String secret, Instant now);
    }

    /** The providers that can be played. */
    public static Set<String> providers() {
        return PLAYERS.keySet();
    }

    /**
     * An example of what a provider sends, or the given body, signed.
     *
     * @param given the body, or the empty string for the example
     * @throws IllegalArgumentException if there is no such provider, or the secret is not of its kind
     */
    public static Sent sign(String provider, String url, String secret, String given, Instant now) {
        Player player = PLAYERS.get(provider);
        if (player == null) {
            throw new IllegalArgumentException("the providers are " + String.join(", ", PLAYERS.keySet()));
        }
        byte[] body = (given.isEmpty() ? Examples.of(provider, UUID.randomUUID(), now) : given)
                .getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Type", provider.equals("twilio") ? "application/x-www-form-urlencoded" : "application/json");
        headers.putAll(player.headers(url, body, secret, now));
        return new Sent(headers, body);
    }

    private static Map<String, Player> players() {
        Map<String, Player> players = new TreeMap<>();
        players.put("generic", (url, body, secret, now) -> standard("webhook-", body, secret, now));
        players.put("resend", (url, body, secret, now) -> standard("svix-", body, secret, now));
        players.put("stripe", (url, body, secret, now) -> {
            String time = Long.toString(now.getEpochSecond());
            byte[] hash = Hmac.sha256(Signed.bytes(secret), Signed.bytes(time + "."), body);
            return Map.of("Stripe-Signature", "t=" + time + ",v1=" + hex(hash));
        });
        players.put(
                "shopify",
                (url, body, secret, now) -> Map.of(
                        "X-Shopify-Topic", "orders/create",
                        "X-Shopify-Webhook-Id", UUID.randomUUID().toString(),
                        "X-Shopify-Hmac-Sha256", base64(Hmac.sha256(Signed.bytes(secret), body))));
        players.put(
                "docusign",
                (url, body, secret, now) ->
                        Map.of("X-DocuSign-Signature-1", base64(Hmac.sha256(Signed.bytes(secret), body))));
        players.put("slack", (url, body, secret, now) -> {
            String time = Long.toString(now.getEpochSecond());
            byte[] hash = Hmac.sha256(Signed.bytes(secret), Signed.bytes("v0:" + time + ":"), body);
            return Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", "v0=" + hex(hash));
        });
        players.put(
                "hmac",
                (url, body, secret, now) -> Map.of(
                        "X-Event-Type",
                        "order.placed",
                        "X-Event-Id",
                        UUID.randomUUID().toString(),
                        "X-Signature",
                        "sha256=" + hex(Hmac.sha256(Signed.bytes(secret), body))));
        players.put("twilio", (url, body, secret, now) -> {
            Map<String, String> form = new TreeMap<>();
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
                String[] parts = pair.split("=", 2);
                form.put(decoded(parts[0]), decoded(parts[parts.length - 1]));
            }
            StringBuilder signed = new StringBuilder(url);
            form.forEach((name, value) -> signed.append(name).append(value));
            return Map.of(
                    "X-Twilio-Signature", base64(Hmac.sha1(Signed.bytes(secret), Signed.bytes(signed.toString()))));
        });
        players.put("sendgrid", (url, body, secret, now) -> {
            String time = Long.toString(now.getEpochSecond());
            return Map.of(
                    "X-Twilio-Email-Event-Webhook-Timestamp",
                    time,
                    "X-Twilio-Email-Event-Webhook-Signature",
                    ecdsa(secret, Signed.bytes(time), body));
        });
        players.put("gong", (url, body, secret, now) -> Map.of("Authorization", token(url, body, secret, now)));
        return players;
    }

    private static Map<String, String> standard(String prefix, byte[] body, String secret, Instant now) {
        String id = "msg_" + UUID.randomUUID();
        String time = Long.toString(now.getEpochSecond());
        byte[] key = Signed.base64(secret.substring(secret.indexOf('_') + 1));
        if (key.length == 0) {
            throw new IllegalArgumentException("the secret must be whsec_ and base64");
        }
        byte[] hash = Hmac.sha256(key, Signed.bytes(id + "." + time + "."), body);
        return Map.of(prefix + "id", id, prefix + "timestamp", time, prefix + "signature", "v1," + base64(hash));
    }

    private static String ecdsa(String secret, byte[] time, byte[] body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey("EC", secret));
            signature.update(time);
            signature.update(body);
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the secret must be an EC private key in PKCS 8", e);
        }
    }

    private static String token(String url, byte[] body, String secret, Instant now) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("webhook_url", url)
                .claim("body_sha256", Headings.hash(body).substring("sha256:".length()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(privateKey("RSA", secret)));
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the secret must be an RSA private key in PKCS 8", e);
        }
        return token.serialize();
    }

    private static PrivateKey privateKey(String kind, String secret) throws GeneralSecurityException {
        String base64 = secret.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(Signed.base64(base64)));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
