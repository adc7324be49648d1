package io.aicmo.domain.shared;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open-ended facts by name, as they come in JSON. */
public final class Attributes {
    private Attributes() {}

    /** An unmodifiable copy in the same order; a name whose value is null is a name that is not there. */
    public static Map<String, Object> copyOf(Map<String, ? extends @Nullable Object> attributes) {
        Map<String, Object> copy = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                copy.put(name, value);
            }
        });
        return Collections.unmodifiableMap(copy);
    }
}
