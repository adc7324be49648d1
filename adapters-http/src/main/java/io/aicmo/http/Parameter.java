package io.aicmo.http;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A query parameter: its name, what it means, and how its text is read. Declared by the routes that take it; a parameter
 * that a route does not declare is refused.
 *
 * @param <T> what it is read as
 */
public final class Parameter<T> {
    private final String name;
    private final String description;
    private final boolean required;
    private final ObjectNode schema;
    private final Function<String, T> parse;

    private Parameter(String name, String description, boolean required, ObjectNode schema, Function<String, T> parse) {
        this.name = name;
        this.description = description;
        this.required = required;
        this.schema = schema;
        this.parse = parse;
    }

    /** A whole number in a range. */
    public static Parameter<Integer> integer(String name, int min, int max, String description) {
        ObjectNode schema = type("integer").put("minimum", min).put("maximum", max);
        return new Parameter<>(name, description, false, schema, text -> {
            int value = parseInt(text);
            if (value < min || value > max) {
                throw wrong(name + " must be between " + min + " and " + max);
            }
            return value;
        });
    }

    /** A text of at most this many characters. */
    public static Parameter<String> text(String name, int max, String description) {
        return new Parameter<>(name, description, false, type("string").put("maxLength", max), text -> {
            if (text.length() > max || !Text.isStorable(text)) {
                throw wrong(name + " must be a text of at most " + max + " characters");
            }
            return text;
        });
    }

    /**
     * A text that means something.
     *
     * @param reader tells what, or refuses it
     */
    public static <T> Parameter<T> read(String name, int max, String description, Function<String, T> reader) {
        Parameter<String> text = text(name, max, description);
        return new Parameter<>(name, description, false, text.schema, value -> {
            try {
                return reader.apply(text.read(value));
            } catch (Rejected no) {
                throw wrong(String.valueOf(no.getMessage()));
            }
        });
    }

    /** A day. */
    public static Parameter<LocalDate> day(String name, String description) {
        return new Parameter<>(name, description, false, type("string").put("format", "date"), text -> {
            try {
                return Times.day(text);
            } catch (DateTimeException e) {
                throw wrong(name + " must be a day such as 2026-05-01");
            }
        });
    }

    /** An id. */
    public static <I> Parameter<I> id(String name, Class<I> type, String description) {
        Function<UUID, I> factory = Json.idFactory(type);
        return new Parameter<>(
                name,
                description,
                false,
                type("string").put("format", "uuid"),
                text -> factory.apply(uuid(name, text)));
    }

    /** A moment. */
    public static Parameter<Instant> time(String name, String description) {
        return new Parameter<>(name, description, false, type("string").put("format", "date-time"), text -> {
            try {
                return Times.instant(text);
            } catch (DateTimeException e) {
                throw wrong(name + " must be a time such as 2026-05-01T09:30:00Z");
            }
        });
    }

    /** A word of an enum. */
    public static <E extends Enum<E>> Parameter<E> word(String name, Class<E> type, String description) {
        return new Parameter<>(name, description, false, schemaOf(type), text -> type.cast(parse(name, type, text)));
    }

    /** One of some words. */
    public static Parameter<String> oneOf(String name, List<String> words, String description) {
        ObjectNode schema = type("string");
        words.forEach(schema.putArray("enum")::add);
        return new Parameter<>(name, description, false, schema, text -> {
            if (!words.contains(text)) {
                throw wrong(name + " must be one of " + String.join(", ", words));
            }
            return text;
        });
    }

    /** A value of a record's component, as a filter takes it. */
    static Parameter<Object> value(String name, Class<?> type, String description) {
        return new Parameter<>(name, description, false, schemaOf(type), text -> parse(name, type, text));
    }

    /** The same parameter, which must be given. */
    public Parameter<T> mandatory() {
        return new Parameter<>(name, description, true, schema, parse);
    }

    public String name() {
        return name;
    }

    /** Whether it must be given. */
    public boolean required() {
        return required;
    }

    String description() {
        return description;
    }

    ObjectNode schema() {
        return schema.deepCopy();
    }

    /** @throws IllegalArgumentException saying what is wrong, for a person */
    T read(String text) {
        return parse.apply(text);
    }

    private static Object parse(String name, Class<?> type, String text) {
        if (type.isEnum()) {
            return Words.parse(type, text)
                    .orElseThrow(() -> wrong(name + " must be one of " + String.join(", ", Words.all(type))));
        }
        if (Json.isId(type)) {
            return Json.idFactory(type).apply(uuid(name, text));
        }
        try {
            return scalar(name, type, text);
        } catch (Rejected | DateTimeException | NumberFormatException e) {
            throw wrong(name + " is not valid: " + e.getMessage());
        }
    }

    private static Object scalar(String name, Class<?> type, String text) {
        if (type == EmailAddress.class) {
            return new EmailAddress(text);
        }
        if (type == PhoneNumber.class) {
            return new PhoneNumber(text);
        }
        if (type == Instant.class) {
            return Times.instant(text);
        }
        if (type == LocalDate.class) {
            return Times.day(text);
        }
        if (type == int.class || type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class || type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == boolean.class || type == Boolean.class) {
            if (!text.equals("true") && !text.equals("false")) {
                throw wrong(name + " must be true or false");
            }
            return Boolean.valueOf(text);
        }
        if (text.length() > Schemas.DEFAULT_MAX_LENGTH || !Text.isStorable(text)) {
            throw wrong(name + " is not a text that can be searched for");
        }
        return text;
    }

    private static ObjectNode schemaOf(Class<?> type) {
        if (type.isEnum()) {
            ObjectNode schema = type("string");
            Words.all(type).forEach(schema.putArray("enum")::add);
            return schema;
        }
        if (Json.isId(type)) {
            return type("string").put("format", "uuid");
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return type("integer");
        }
        if (type == boolean.class || type == Boolean.class) {
            return type("boolean");
        }
        return type("string");
    }

    private static UUID uuid(String name, String text) {
        @Nullable UUID id = Json.uuidOrNull(text);
        if (id == null) {
            throw wrong(name + " must be a UUID");
        }
        return id;
    }

    private static int parseInt(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong("must be a whole number");
        }
    }

    private static ObjectNode type(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private static IllegalArgumentException wrong(String detail) {
        return new IllegalArgumentException(detail);
    }
}
