package io.aicmo.providers.signature;

import io.aicmo.port.webhook.BadSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** Compares signatures in the time that it takes to compare one that is right. */
public final class Signed {
    private Signed() {}

    /** The bytes of a text. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of a hexadecimal text, or none if it is not. */
    public static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text.strip());
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }

    /** The bytes of a base64 text, or none if it is not. */
    public static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    /** @throws BadSignature if the signature that was given is not the one that it must be */
    public static void check(String header, byte[] expected, byte[] given) {
        checkAny(header, expected, List.of(given));
    }

    /** @throws BadSignature if none of those that were given is the one that it must be; all are looked at */
    public static void checkAny(String header, byte[] expected, Collection<byte[]> given) {
        boolean any = false;
        for (byte[] one : given) {
            any |= MessageDigest.isEqual(expected, one);
        }
        if (!any) {
            throw new BadSignature(header + " is missing or wrong");
        }
    }
}
