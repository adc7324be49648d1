package io.aicmo.port.inmemory;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The components of a record class, to read and replace them by name. */
final class Shape {
    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, RecordComponent> components = new LinkedHashMap<>();
    private final Constructor<?> constructor;

    private Shape(Class<?> type) {
        RecordComponent[] declared = type.getRecordComponents();
        for (RecordComponent component : declared) {
            component.getAccessor().setAccessible(true);
            components.put(component.getName(), component);
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    static Shape of(Class<? extends Record> type) {
        return KNOWN.computeIfAbsent(type, Shape::new);
    }

    /** The type of a component. */
    Class<?> typeOf(String component) {
        return component(component).getType();
    }

    @Nullable
    Object get(Record record, String component) {
        return read(record, component(component));
    }

    /** The components of a record and their values, in their order. */
    Map<String, @Nullable Object> read(Record record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        components.forEach((name, component) -> values.put(name, read(record, component)));
        return values;
    }

    /** The same record with other values of some components. */
    <R extends Record> R with(R record, Map<String, ? extends @Nullable Object> changed) {
        Map<String, @Nullable Object> values = read(record);
        values.putAll(changed);
        return made(record, values);
    }

    /** A component's name as a column's and as it stands in JSON. */
    static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked") // the constructor makes what the record is
    private <R extends Record> R made(R record, Map<String, ? extends @Nullable Object> values) {
        try {
            return (R) constructor.newInstance(values.values().toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + record.getClass(), e);
        }
    }

    private RecordComponent component(String name) {
        RecordComponent component = components.get(name);
        if (component == null) {
            throw new IllegalArgumentException("there is no component " + name);
        }
        return component;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
