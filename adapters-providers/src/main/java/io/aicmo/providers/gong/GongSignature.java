package io.aicmo.providers.gong;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.signature.Signed;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JWT in the header Authorization, by RS256, whose claims name the URL that is called and the SHA-256 of the body. */
final class GongSignature {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private GongSignature() {}

    /** @throws BadSignature if it is missing, wrong, expired, or of another request */
    static void verify(WebhookRequest request, String secret, Instant now) {
        RSAPublicKey key = key(secret).orElseThrow(() -> new BadSignature("the source has no usable public key"));
        String header = request.header("Authorization");
        try {
            SignedJWT token = SignedJWT.parse(header.startsWith("Bearer ") ? header.substring(7) : header);
            if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                    || !token.verify(new RSASSAVerifier(key))
                    || !isOf(request, token.getJWTClaimsSet(), now)) {
                throw new BadSignature("the token in Authorization is wrong, or of another request");
            }
        } catch (ParseException | JOSEException | RuntimeException malformed) {
            throw new BadSignature("the token in Authorization is missing or wrong");
        }
    }

    private static boolean isOf(WebhookRequest request, JWTClaimsSet claims, Instant now) throws ParseException {
        Instant expires = claims.getExpirationTime() == null
                ? null
                : claims.getExpirationTime().toInstant();
        return request.url().equals(claims.getStringClaim("webhook_url"))
                && MessageDigest.isEqual(sha256(request.body()), hash(claims.getStringClaim("body_sha256")))
                && expires != null
                && now.isBefore(expires.plus(TOLERANCE));
    }

    /** Gong writes it in hexadecimal; base64 is understood too. */
    private static byte[] hash(@Nullable String written) {
        if (written == null) {
            return new byte[0];
        }
        byte[] hex = Signed.hex(written);
        return hex.length > 0 ? hex : Signed.base64(written);
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The key, in PEM or the base64 of it; empty if it is none. */
    static Optional<RSAPublicKey> key(String secret) {
        String base64 = secret.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(
                    (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException | IllegalArgumentException noKey) {
            return Optional.empty();
        }
    }
}
