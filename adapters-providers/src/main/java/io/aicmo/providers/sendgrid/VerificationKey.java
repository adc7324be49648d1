package io.aicmo.providers.sendgrid;

import io.aicmo.domain.shared.Rejected;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public key that SendGrid shows: base64 of an X.509 SubjectPublicKeyInfo on the curve P-256, in PEM or bare. */
final class VerificationKey {
    private VerificationKey() {}

    /** @throws Rejected {@code webhook_source.secret_invalid} */
    static ECPublicKey parse(String key) {
        try {
            byte[] spki = Base64.getDecoder().decode(key.replaceAll("-----[A-Z ]+-----|\\s", ""));
            if (KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki)) instanceof ECPublicKey parsed
                    && isP256(parsed.getParams())) {
                return parsed;
            }
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            throw invalid();
        }
        throw invalid();
    }

    private static boolean isP256(ECParameterSpec curve) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
        return curve.getCurve().equals(p256.getCurve())
                && curve.getGenerator().equals(p256.getGenerator())
                && curve.getOrder().equals(p256.getOrder());
    }

    private static Rejected invalid() {
        return Rejected.field(
                "secret",
                "webhook_source.secret_invalid",
                "secret must be the verification key that SendGrid shows: base64 of an EC public key on P-256");
    }
}
