package io.aicmo.port.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and replaces components of records by name, so that a test can go through every type. */
final class Components {
    private Components() {}

    static @Nullable Object get(Record record, String component) {
        for (RecordComponent one : record.getClass().getRecordComponents()) {
            if (one.getName().equals(component)) {
                return read(record, one);
            }
        }
        throw new IllegalArgumentException(record.getClass() + " has no " + component);
    }

    static Class<?> type(Class<? extends Record> record, String component) {
        return Arrays.stream(record.getRecordComponents())
                .filter(one -> one.getName().equals(component))
                .findFirst()
                .<Class<?>>map(RecordComponent::getType)
                .orElseThrow(() -> new IllegalArgumentException(component));
    }

    /** Whether a component may be null. */
    static boolean mayBeMissing(Class<? extends Record> record, String component) {
        return Arrays.stream(record.getRecordComponents())
                .anyMatch(one -> one.getName().equals(component)
                        && one.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    static <R extends Record> R with(R record, String component, @Nullable Object value) {
        Map<String, @Nullable Object> one = new HashMap<>();
        one.put(component, value);
        return with(record, one);
    }

    @SuppressWarnings("unchecked") // the canonical constructor makes what the record is
    static <R extends Record> R with(R record, Map<String, @Nullable Object> changed) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(one -> changed.containsKey(one.getName()) ? changed.get(one.getName()) : read(record, one))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("not a valid " + record.getClass() + ": " + changed, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One record with some components of another. */
    static <R extends Record> R with(R record, List<String> components, R other) {
        Map<String, @Nullable Object> taken = new HashMap<>();
        components.forEach(component -> taken.put(component, get(other, component)));
        return with(record, taken);
    }

    /** The same record with null wherever the type allows it. */
    static <R extends Record> R bare(R record) {
        return bare(record, Map.of());
    }

    /** The same record with null wherever the type allows it, and some components changed with that. */
    static <R extends Record> R bare(R record, Map<String, Object> changed) {
        Map<String, @Nullable Object> nulls = new HashMap<>(changed);
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                nulls.put(component.getName(), null);
            }
        }
        return with(record, nulls);
    }

    static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
