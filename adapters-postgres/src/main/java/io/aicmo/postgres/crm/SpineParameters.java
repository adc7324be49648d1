package io.aicmo.postgres.crm;

import io.aicmo.domain.shared.Id;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Binds columns of a batch as arrays, one after the other; texts, times and flags in the server's binary form. */
final class SpineParameters {
    private final PGConnection connection;
    private final PreparedStatement statement;
    private int bound;

    SpineParameters(Connection connection, PreparedStatement statement) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = statement;
    }

    <T> SpineParameters uuids(List<T> rows, Function<T, UUID> of) throws SQLException {
        return bind("uuid", rows.stream().map(of).toArray());
    }

    <T> SpineParameters ids(List<T> rows, Function<T, @Nullable Id> of) throws SQLException {
        @Nullable Object[] values = new Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Id id = of.apply(rows.get(i));
            values[i] = id == null ? null : id.value();
        }
        return bind("uuid", values);
    }

    <T> SpineParameters texts(List<T> rows, Function<T, @Nullable String> of) throws SQLException {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.apply(rows.get(i));
        }
        return bind("text", values);
    }

    <T> SpineParameters flags(List<T> rows, Predicate<T> of) throws SQLException {
        boolean[] values = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.test(rows.get(i));
        }
        return bind("bool", values);
    }

    <T> SpineParameters numbers(List<T> rows, ToLongFunction<T> of) throws SQLException {
        return bind("int8", rows.stream().mapToLong(of).toArray());
    }

    /** Microseconds since 1970, what is finer cut off. */
    <T> SpineParameters times(List<T> rows, Function<T, Instant> of) throws SQLException {
        return numbers(rows, row -> ChronoUnit.MICROS.between(Instant.EPOCH, of.apply(row)));
    }

    private SpineParameters bind(String type, Object array) throws SQLException {
        statement.setArray(++bound, connection.createArrayOf(type, array));
        return this;
    }
}
