package io.aicmo.postgres.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record class as columns, in the order of its components. Prepared once per class.
 *
 * @param <R> the record
 */
final class Shape<R extends Record> {
    private final Class<R> type;
    private final List<Column> columns;
    private final Map<String, Column> byComponent = new HashMap<>();
    private final MethodHandle constructor;

    Shape(Class<R> type) {
        this.type = type;
        this.columns = Arrays.stream(type.getRecordComponents()).map(Column::of).toList();
        columns.forEach(column -> byComponent.put(column.component(), column));
        this.constructor = constructor(type);
    }

    List<Column> columns() {
        return columns;
    }

    /** @throws IllegalArgumentException if there is no such component */
    Column column(String component) {
        Column column = byComponent.get(component);
        if (column == null) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no component " + component);
        }
        return column;
    }

    /** Something about each column, separated by commas. */
    String each(UnaryOperator<String> ofName) {
        return columns.stream().map(Column::name).map(ofName).collect(Collectors.joining(", "));
    }

    /** The columns with their types, as a column definition list. */
    String definitions() {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().sql())
                .collect(Collectors.joining(", "));
    }

    /** What stands in the columns, by their names. */
    Map<String, @Nullable Object> values(R record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.name(), column.valueOf(record)));
        return values;
    }

    /** The record of a row whose columns are this shape's, in this order. */
    R read(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).type().reader().read(row, i + 1);
        }
        return make(values);
    }

    private R make(@Nullable Object[] values) {
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
        }
    }

    private static MethodHandle constructor(Class<?> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return MethodHandles.publicLookup()
                    .unreflectConstructor(type.getConstructor(types))
                    .asSpreader(Object[].class, types.length)
                    .asType(java.lang.invoke.MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no public canonical constructor", e);
        }
    }
}
