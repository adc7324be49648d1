package io.aicmo.postgres.sql;

import io.aicmo.domain.shared.Id;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** One statement, to be bound and run once. */
public final class Sql {
    private final Session session;
    private final String text;
    private final @Nullable String preamble;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Sql(Session session, String text, @Nullable String preamble) {
        this.session = session;
        this.text = text;
        this.preamble = preamble;
    }

    /**
     * Binds a value: an id as its UUID, an enum as its word, a time cut to the microsecond, a collection of such as the
     * text of an array, which the statement casts, with nulls for nulls; anything else as it is.
     */
    public Sql bind(String name, @Nullable Object value) {
        values.put(name, bare(value));
        return this;
    }

    /** Every row. */
    public <T> List<T> list(Row<T> row) {
        return run(statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(row.map(result));
                }
            }
            return rows;
        });
    }

    /** The first row, or empty if there is none. */
    public <T> Optional<T> find(Row<T> row) {
        return list(row).stream().findFirst();
    }

    /** Runs it, and says how many rows it changed. */
    public int execute() {
        return run(statement -> Math.max(0, statement.getUpdateCount()));
    }

    private <T> T run(Row.Result<T> result) {
        String whole = preamble == null ? text : preamble + ";\n" + text;
        try (Query query = session.handle().createQuery(whole)) {
            if (session.tenant() != null) {
                query.bind("tenant", argument(session.tenant().value()));
            }
            values.forEach((name, value) -> query.bind(name, argument(value)));
            return query.execute((execution, context) -> result.of(executed(execution.get())));
        } catch (RuntimeException e) {
            throw Failures.translate(e);
        }
    }

    /** Steps over what the preamble answers. */
    private PreparedStatement executed(PreparedStatement statement) throws SQLException {
        if (preamble != null) {
            statement.getMoreResults();
            session.settled();
        }
        return statement;
    }

    /** The driver knows every type that is bound here; to let Jdbi find that out anew for each statement takes a while. */
    private static Argument argument(@Nullable Object value) {
        return (position, statement, context) -> statement.setObject(position, value);
    }

    private static @Nullable Object bare(@Nullable Object value) {
        return switch (value) {
            case Id id -> id.value();
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Instant time -> Columns.bound(time);
            case Collection<?> many -> many.stream().map(Sql::element).collect(Collectors.joining(",", "{", "}"));
            case null -> null;
            default -> value;
        };
    }

    private static String element(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        String text = String.valueOf(bare(value));
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
