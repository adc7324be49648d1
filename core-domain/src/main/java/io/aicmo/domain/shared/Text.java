package io.aicmo.domain.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks on text that people and providers send. */
public final class Text {
    private Text() {}

    /**
     * Text that must be there: trimmed, not blank, at most {@code max} characters, storable.
     *
     * @throws Rejected {@code text.missing}, {@code text.too_long}, {@code text.not_storable}
     */
    public static String required(@Nullable String value, String field, int max) {
        String text = optional(value, field, max);
        if (text == null) {
            throw Rejected.field(field, "text.missing", field + " must not be blank");
        }
        return text;
    }

    /**
     * Text that may be missing: blank becomes null, else as {@link #required}.
     *
     * @throws Rejected {@code text.too_long}, {@code text.not_storable}
     */
    public static @Nullable String optional(@Nullable String value, String field, int max) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > max) {
            throw Rejected.field(field, "text.too_long", field + " must have at most " + max + " characters");
        }
        if (!isStorable(text)) {
            throw Rejected.field(
                    field, "text.not_storable", field + " must not contain U+0000 or half a surrogate pair");
        }
        return text;
    }

    /**
     * Several texts, none of them blank, each as {@link #required}; at most {@code most} of them.
     *
     * @throws Rejected {@code list.too_long}, {@code text.missing}, {@code text.too_long}, {@code text.not_storable}
     */
    public static List<String> list(List<String> values, String field, int most, int max) {
        checkCount(values, field, most);
        List<String> texts = new ArrayList<>(values.size());
        for (String value : values) {
            texts.add(required(value, field + "/" + texts.size(), max));
        }
        return List.copyOf(texts);
    }

    /** @throws Rejected {@code list.too_long}, if there are more than {@code most} */
    public static void checkCount(Collection<?> values, String field, int most) {
        if (values.size() > most) {
            throw Rejected.field(field, "list.too_long", field + " must have at most " + most + " items");
        }
    }

    /** As much of a text as {@code max} characters hold; none is cut in two. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** Whether a text has more than this many bytes of UTF-8, in which keys of indexes are counted. */
    public static boolean isLongerThan(String text, int maxBytes) {
        if (text.length() > maxBytes) {
            return true;
        }
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // Two chars of a surrogate pair are four bytes together.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes > maxBytes;
    }

    /** Whether a text can be stored as UTF-8 in PostgreSQL: no U+0000, no lone surrogate. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
