package io.aicmo.providers.payload;

import io.aicmo.domain.shared.Text;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** What a heading says, as it can be kept. */
public final class Headings {
    private static final int LONGEST = 300;

    private Headings() {}

    /** A text from outside: the beginning of it, what cannot be stored replaced; {@code unknown} where there is none. */
    public static String text(String given) {
        String storable = given.replaceAll("[\\x00\\p{Cs}]", "\ufffd").strip();
        return storable.isEmpty() ? "unknown" : Text.cut(storable, LONGEST).strip();
    }

    /** The text of an object's field, likewise. */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return text(value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "");
    }

    /** Tells one body from another, where a provider gives no id. */
    public static String hash(byte[] body) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
