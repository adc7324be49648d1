package io.aicmo.port.inmemory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON: components in snake_case, enums in lower case, a record around one value as that value. */
final class JsonText {
    private JsonText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Enum<?> word -> quoted(word.name().toLowerCase(Locale.ROOT));
            case Map<?, ?> map -> object(map);
            case Iterable<?> many ->
                StreamSupport.stream(many.spliterator(), false)
                        .map(JsonText::of)
                        .collect(Collectors.joining(",", "[", "]"));
            case Record record -> record(record);
            default -> quoted(value.toString());
        };
    }

    private static String record(Record record) {
        Map<String, @Nullable Object> values = Shape.of(record.getClass()).read(record);
        if (values.size() == 1 && values.containsKey("value")) {
            return of(values.get("value"));
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        values.forEach((name, value) -> named.put(Shape.snakeCase(name), value));
        return object(named);
    }

    private static String object(Map<?, ?> map) {
        return map.entrySet().stream()
                .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + of(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return IntStream.range(0, text.length())
                .mapToObj(i -> escaped(text.charAt(i)))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        return c < ' ' || Character.isSurrogate(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c);
    }
}
