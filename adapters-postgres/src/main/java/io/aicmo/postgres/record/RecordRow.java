package io.aicmo.postgres.record;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.RecordType;
import io.aicmo.postgres.sql.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads records of a declared type in statements of one's own, which select {@link #columns()} first. */
public final class RecordRow<R extends Record> implements Row<R> {
    private final Shape<R> shape;

    private RecordRow(Shape<R> shape) {
        this.shape = shape;
    }

    /** For records of this type. */
    public static <I extends Id, R extends Record & Entity<I>> RecordRow<R> of(RecordType<I, R> type) {
        return new RecordRow<>(new Shape<>(type.type()));
    }

    /** The record's columns, separated by commas. */
    public String columns() {
        return shape.each(name -> name);
    }

    @Override
    public R map(ResultSet row) throws SQLException {
        return shape.read(row);
    }
}
