package io.aicmo.postgres.record;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.postgres.sql.Json;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a component's Java type stands in a column, and how it is read from there.
 *
 * @param sql the type of the column
 * @param reader makes the value of the column at an index
 */
record ColumnType(String sql, Reader reader) {
    /** Reads the column at an index; null where the column is. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(ResultSet row, int column) throws SQLException;
    }

    private static final Map<Class<?>, ColumnType> PLAIN = Map.ofEntries(
            Map.entry(String.class, new ColumnType("text", ResultSet::getString)),
            Map.entry(EmailAddress.class, text(EmailAddress::new)),
            Map.entry(PhoneNumber.class, text(PhoneNumber::new)),
            Map.entry(Sealed.class, text(Sealed::new)),
            Map.entry(Instant.class, new ColumnType("timestamptz", ColumnType::instant)),
            Map.entry(LocalDate.class, new ColumnType("date", (row, at) -> row.getObject(at, LocalDate.class))),
            Map.entry(BigDecimal.class, new ColumnType("numeric", ResultSet::getBigDecimal)),
            Map.entry(int.class, new ColumnType("int", ResultSet::getInt)),
            Map.entry(long.class, new ColumnType("bigint", ResultSet::getLong)),
            Map.entry(boolean.class, new ColumnType("boolean", ResultSet::getBoolean)));

    /** The column of a component of this type; what is no single value is JSON. */
    static ColumnType of(Class<?> type, Type generic) {
        ColumnType plain = PLAIN.get(type);
        if (plain != null) {
            return plain;
        }
        if (Id.class.isAssignableFrom(type)) {
            return id(type);
        }
        return type.isEnum() ? words(type) : json(generic);
    }

    private static ColumnType text(Function<String, Object> from) {
        return new ColumnType("text", (row, at) -> {
            String text = row.getString(at);
            return text == null ? null : from.apply(text);
        });
    }

    private static @Nullable Object instant(ResultSet row, int at) throws SQLException {
        OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static ColumnType id(Class<?> type) {
        MethodHandle maker = idMaker(type);
        return new ColumnType("uuid", (row, at) -> {
            UUID value = row.getObject(at, UUID.class);
            return value == null ? null : made(maker, value);
        });
    }

    private static ColumnType words(Class<?> type) {
        Map<String, Object> byWord = new HashMap<>();
        Arrays.stream(type.getEnumConstants())
                .forEach(one -> byWord.put(((Enum<?>) one).name().toLowerCase(Locale.ROOT), one));
        return text(word -> {
            Object constant = byWord.get(word);
            if (constant == null) {
                throw new IllegalStateException(word + " is no " + type.getSimpleName());
            }
            return constant;
        });
    }

    private static ColumnType json(Type generic) {
        return new ColumnType("jsonb", (row, at) -> {
            String json = row.getString(at);
            return json == null ? null : Json.read(json, generic);
        });
    }

    private static MethodHandle idMaker(Class<?> type) {
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, MethodType.methodType(void.class, UUID.class))
                    .asType(MethodType.methodType(Object.class, UUID.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not made of one UUID", e);
        }
    }

    private static Object made(MethodHandle maker, UUID value) {
        try {
            return (Object) maker.invokeExact(value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make an id of " + value, e);
        }
    }
}
