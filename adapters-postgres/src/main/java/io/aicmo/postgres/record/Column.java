package io.aicmo.postgres.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record component and its column. */
final class Column {
    private final String component;
    private final String name;
    private final ColumnType type;
    private final boolean nullable;
    private final Class<?> javaType;
    private final MethodHandle accessor;

    private Column(RecordComponent component, MethodHandle accessor) {
        this.component = component.getName();
        this.name = snakeCase(component.getName());
        this.type = ColumnType.of(component.getType(), component.getGenericType());
        this.nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        this.javaType = component.getType();
        this.accessor = accessor;
    }

    static Column of(RecordComponent component) {
        try {
            MethodHandle accessor = MethodHandles.publicLookup()
                    .unreflect(component.getAccessor())
                    .asType(MethodType.methodType(Object.class, Record.class));
            return new Column(component, accessor);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** A component's name as a column's and as it stands in JSON. */
    static String snakeCase(String component) {
        return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    String component() {
        return component;
    }

    String name() {
        return name;
    }

    ColumnType type() {
        return type;
    }

    boolean nullable() {
        return nullable;
    }

    Class<?> javaType() {
        return javaType;
    }

    @Nullable
    Object valueOf(Record record) {
        try {
            return (@Nullable Object) accessor.invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
