package io.aicmo.application.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Secrets that are shown once. They are 256 random bits behind a prefix that says what they are, so a plain SHA-256 of
 * them is as hard to reverse as a slow hash of a password would be.
 */
public final class Tokens {
    /** What API keys begin with. */
    public static final String API_KEY = "ak_";
    /** What form tokens begin with. */
    public static final String FORM = "ft_";

    private static final int SHOWN = 8;

    private Tokens() {}

    /** A new secret. */
    static String make(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The part of a secret that may be shown again. */
    static String prefixOf(String token) {
        return token.substring(0, token.indexOf('_') + 1 + SHOWN);
    }

    /** What is stored of a secret: its SHA-256 in lower-case hexadecimal. */
    public static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
