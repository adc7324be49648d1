package io.aicmo.domain.shared;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Open-ended facts by name, as they come in JSON. */
public final class Attributes {
    private Attributes() {}

    /**
     * An unmodifiable copy in the same order; a name whose value is null is a name that is not there, in maps within it
     * as well, and a null in a list is not there either.
     */
    public static Map<String, Object> copyOf(Map<String, ? extends @Nullable Object> attributes) {
        return copyOfMap(attributes);
    }

    private static Map<String, Object> copyOfMap(Map<?, ? extends @Nullable Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                copy.put(String.valueOf(name), copy(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copyOfMap(map);
            case List<?> list ->
                list.stream().filter(Objects::nonNull).map(Attributes::copy).toList();
            default -> value;
        };
    }
}
