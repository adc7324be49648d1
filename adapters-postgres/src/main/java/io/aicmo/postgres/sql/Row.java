package io.aicmo.postgres.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What one row of a result becomes. */
@FunctionalInterface
public interface Row<T> {
    T map(ResultSet row) throws SQLException;

    /** What a statement that was run becomes. */
    @FunctionalInterface
    interface Result<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
