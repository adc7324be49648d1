package io.aicmo.port.job;

import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.Rejected;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payload records as JSON and back: names in snake_case, ids and times as texts, enums in lower case. */
public final class Payloads {
    private Payloads() {}

    /** A record as JSON. */
    public static Map<String, Object> write(Record payload) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (RecordComponent component : payload.getClass().getRecordComponents()) {
            Object value = value(component, payload);
            if (value != null) {
                written.put(snake(component.getName()), written(value));
            }
        }
        return written;
    }

    /**
     * JSON as a record.
     *
     * @throws Rejected {@code job.payload_unreadable}, if it is no such record
     */
    public static <P extends Record> P read(Map<String, Object> written, Class<P> type) {
        try {
            return type.cast(record(written, type));
        } catch (ClassCastException | IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw Rejected.of("job.payload_unreadable", "this is no " + type.getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Object written(Object value) {
        return switch (value) {
            case Id id -> id.value().toString();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Record nested -> write(nested);
            case Collection<?> many -> many.stream().map(Payloads::written).toList();
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case BigDecimal number -> number;
            case Map<?, ?> map -> map;
            default -> value.toString();
        };
    }

    private static Object record(Map<?, ?> written, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable
        Object[] values = Stream.of(components)
                .map(component -> read(written.get(snake(component.getName())), component.getGenericType()))
                .toArray();
        return make(type, types, values);
    }

    private static @Nullable Object read(@Nullable Object value, Type type) {
        if (type instanceof ParameterizedType of) {
            return value == null ? null : many(value, (Class<?>) of.getRawType(), of.getActualTypeArguments());
        }
        Class<?> as = (Class<?>) type;
        if (value == null) {
            return as.isPrimitive() && as != boolean.class ? missing(as) : as == boolean.class ? Boolean.FALSE : null;
        }
        return one(value, as);
    }

    private static Object missing(Class<?> type) {
        throw new IllegalArgumentException("a " + type + " is missing");
    }

    private static Object many(Object value, Class<?> as, Type[] of) {
        if (as == Map.class) {
            return value;
        }
        Stream<@Nullable Object> elements = ((Collection<?>) value).stream().map(element -> read(element, of[0]));
        return java.util.Set.class.isAssignableFrom(as)
                ? elements.collect(Collectors.toCollection(LinkedHashSet::new))
                : List.copyOf(elements.toList());
    }

    private static Object one(Object value, Class<?> as) {
        if (as.isRecord() && value instanceof Map<?, ?> map) {
            return record(map, as);
        }
        if (Id.class.isAssignableFrom(as)) {
            return make(as, new Class<?>[] {UUID.class}, UUID.fromString((String) value));
        }
        if (as.isEnum()) {
            return Arrays.stream(as.getEnumConstants())
                    .filter(word -> ((Enum<?>) word).name().equalsIgnoreCase((String) value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(value + " is no " + as.getSimpleName()));
        }
        return scalar(value, as);
    }

    private static Object scalar(Object value, Class<?> as) {
        if (as == int.class || as == Integer.class) {
            return ((Number) value).intValue();
        }
        if (as == long.class || as == Long.class) {
            return ((Number) value).longValue();
        }
        if (as == double.class || as == Double.class) {
            return ((Number) value).doubleValue();
        }
        if (as == BigDecimal.class) {
            return new BigDecimal(value.toString());
        }
        if (as == Instant.class) {
            return Instant.parse((String) value);
        }
        if (as == LocalDate.class) {
            return LocalDate.parse((String) value);
        }
        if (as == UUID.class) {
            return UUID.fromString((String) value);
        }
        return value;
    }

    private static @Nullable Object value(RecordComponent component, Record payload) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(payload);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the payload hides its " + component.getName(), e);
        }
    }

    private static Object make(Class<?> type, Class<?>[] types, @Nullable Object... values) {
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException refused
                    ? refused
                    : new IllegalArgumentException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
