package io.aicmo.providers.payload;

import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What else an event tells: small, storable, and without secrets. */
public final class Meta {
    /** No text is kept longer; the rest is cut off. */
    public static final int MAX_TEXT = 10_000;

    private static final int MAX_NAME = 200;
    private static final int MAX_VALUES = 200;

    private final Map<String, Object> values = new LinkedHashMap<>();
    private int copied;

    /**
     * Adds a text, where there is one.
     *
     * @throws io.aicmo.domain.shared.Rejected if it cannot be stored
     */
    public Meta text(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, storable(name, cut(value)));
        }
        return this;
    }

    public Meta number(String name, long value) {
        values.put(name, value);
        return this;
    }

    /** Adds an amount as {@code amount} and {@code currency}, where there is one. */
    public Meta money(@Nullable Money money) {
        return money == null
                ? this
                : text("amount", money.amount().toPlainString()).text("currency", money.currency());
    }

    /** Adds that something is so; says nothing where it is not. */
    public Meta flag(String name, boolean value) {
        if (value) {
            values.put(name, true);
        }
        return this;
    }

    /** Adds what a mail's headers tell of who wrote it, where they do. */
    public Meta headers(MailHeaders headers) {
        Map<String, String> kept = headers.ofMachines();
        if (!kept.isEmpty()) {
            Map<String, Object> copy = new LinkedHashMap<>();
            kept.forEach((name, value) -> copy.put(name, storable(name, cut(value))));
            values.put("headers", copy);
        }
        return this;
    }

    /**
     * Adds everything that a JSON object holds, as it is; nulls are left out.
     *
     * @throws io.aicmo.domain.shared.Rejected if it is no object, or holds more than 200 values, a text longer than
     *     10,000 characters, or something that cannot be stored
     */
    public Meta allOf(String field, @Nullable JsonNode object) {
        if (object == null) {
            return this;
        }
        if (!object.isObject()) {
            throw Unreadable.field(field, "must be an object");
        }
        values.putAll(copyOfObject(field, object));
        return this;
    }

    public Map<String, Object> toMap() {
        return values;
    }

    private Map<String, Object> copyOfObject(String field, JsonNode object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.properties().forEach(entry -> {
            if (entry.getKey().length() > MAX_NAME) {
                throw Unreadable.field(field, "must not have names of more than 200 characters");
            }
            Object value = copyOf(field, entry.getValue());
            if (value != null) {
                copy.put(storable(field, entry.getKey()), value);
            }
        });
        return copy;
    }

    private @Nullable Object copyOf(String field, JsonNode value) {
        copied++;
        if (copied > MAX_VALUES) {
            throw Unreadable.field(field, "must not hold more than 200 values");
        }
        if (value.isObject()) {
            return copyOfObject(field, value);
        }
        if (value.isArray()) {
            List<Object> copy = new ArrayList<>();
            for (JsonNode element : value) {
                Object kept = copyOf(field, element);
                if (kept != null) {
                    copy.add(kept);
                }
            }
            return copy;
        }
        if (value.isString()) {
            return copyOfText(field, value.stringValue());
        }
        return value.isNumber() ? copyOfNumber(field, value) : value.isBoolean() ? (Object) value.booleanValue() : null;
    }

    private static String copyOfText(String field, String text) {
        if (text.length() > MAX_TEXT) {
            throw Unreadable.field(field, "must not hold texts of more than 10,000 characters");
        }
        return storable(field, text);
    }

    /** Numbers in the ranges of long and double only: a wider one fits no column, and 1e999999999 is nine characters. */
    private static Object copyOfNumber(String field, JsonNode number) {
        if (number.isIntegralNumber() && number.canConvertToLong()) {
            return number.longValue();
        }
        if (number.isFloatingPointNumber() && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw Unreadable.field(field, "must not hold numbers of more than 64 bits");
    }

    private static String cut(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end);
    }

    private static String storable(String name, String text) {
        if (!Text.isStorable(text)) {
            throw Unreadable.field(name, "must not contain U+0000 or half a surrogate pair");
        }
        return text;
    }
}
