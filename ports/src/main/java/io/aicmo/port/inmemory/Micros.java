package io.aicmo.port.inmemory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Cuts times to the microsecond, as PostgreSQL keeps them, so that every adapter gives back the same. */
final class Micros {
    private Micros() {}

    static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same record with every time in it cut, in records and maps of records within it as well. */
    static <R extends Record> R in(R record) {
        Shape shape = Shape.of(record.getClass());
        Map<String, @Nullable Object> cut = new HashMap<>();
        shape.read(record).forEach((name, value) -> {
            Object less = cut(value);
            if (!Objects.equals(less, value)) {
                cut.put(name, less);
            }
        });
        return cut.isEmpty() ? record : shape.with(record, cut);
    }

    private static @Nullable Object cut(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Instant time -> of(time);
            case Record record -> in(record);
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> cut = new LinkedHashMap<>();
                map.forEach((name, one) -> cut.put(name, cut(one)));
                yield cut;
            }
            default -> value;
        };
    }
}
