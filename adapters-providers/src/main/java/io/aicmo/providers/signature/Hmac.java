package io.aicmo.providers.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104). */
public final class Hmac {
    private Hmac() {}

    /** HMAC-SHA256 of the parts one after the other, under a key that is not empty. */
    public static byte[] sha256(byte[] key, byte[]... parts) {
        return hash("HmacSHA256", key, parts);
    }

    /** HMAC-SHA1 of the parts one after the other, under a key that is not empty; for those who sign with nothing else. */
    public static byte[] sha1(byte[] key, byte[]... parts) {
        return hash("HmacSHA1", key, parts);
    }

    private static byte[] hash(String algorithm, byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm + " for any key", impossible);
        }
    }
}
