package io.aicmo.postgres.record;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordType.Reference;
import io.aicmo.port.RecordType.Unique;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.postgres.sql.Failures;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps the records of one type in its table. */
final class PgRecordStore<I extends Id, R extends Record & Entity<I>> implements RecordStore<I, R> {
    private static final String UNIQUE_VIOLATION = "23505";
    /** So many statements of lists are kept. */
    private static final int REMEMBERED = 200;

    private final RecordType<I, R> type;
    private final Shape<R> shape;
    private final Statements statements;
    private final String find;
    private final String insert;
    private final String update;
    private final Map<ListStatement.Form, String> lists = new ConcurrentHashMap<>();

    PgRecordStore(RecordType<I, R> type) {
        this.type = type;
        this.shape = new Shape<>(type.type());
        this.statements = new Statements(type, shape);
        this.find = statements.find();
        this.insert = statements.insert();
        this.update = statements.update();
    }

    @Override
    public RecordType<I, R> recordType() {
        return type;
    }

    @Override
    public R insert(Tx tx, R record) {
        return inserted(tx, List.of(record)).stream().findFirst().orElseThrow(() -> whyNotInserted(tx, record));
    }

    /**
     * In one statement. Where that does not keep them all it is undone, and one after the other shows which of them is
     * at fault; then that is undone too.
     */
    @Override
    public void insertAll(Tx tx, List<R> records) {
        if (records.size() < 2) {
            records.forEach(record -> insert(tx, record));
            return;
        }
        PgTx.sql(tx, "savepoint insert_all").execute();
        if (inserted(tx, records).size() < records.size()) {
            PgTx.sql(tx, "rollback to savepoint insert_all").execute();
            try {
                records.forEach(record -> insert(tx, record));
            } catch (AlreadyExists | Rejected | Unavailable e) {
                PgTx.sql(tx, "rollback to savepoint insert_all").execute();
                throw e;
            }
        }
        PgTx.sql(tx, "release savepoint insert_all").execute();
    }

    @Override
    public Optional<R> find(Tx tx, I id) {
        return PgTx.sql(tx, find).bind("id", id).find(shape::read);
    }

    @Override
    public R lock(Tx tx, I id) {
        return PgTx.sql(tx, statements.lock())
                .bind("id", id)
                .find(shape::read)
                .orElseThrow(() -> new NotFound(type.noun(), id));
    }

    @Override
    public R update(Tx tx, R record) {
        return held(() -> PgTx.sql(tx, update)
                        .bind("id", record.id())
                        .bind("version", record.version())
                        .bind("record", json(record))
                        .find(shape::read))
                .orElseThrow(() -> whyNotUpdated(tx, record));
    }

    @Override
    public void delete(Tx tx, I id, Instant now) {
        int deleted = PgTx.sql(tx, statements.delete())
                .bind("id", id)
                .bind("now", now)
                .execute();
        if (deleted == 0) {
            throw new NotFound(type.noun(), id);
        }
    }

    @Override
    public R restore(Tx tx, I id, Instant now) {
        return held(() -> PgTx.sql(tx, statements.restore())
                        .bind("id", id)
                        .bind("now", now)
                        .find(shape::read))
                .or(() -> find(tx, id))
                .orElseThrow(() -> whyNotRestored(tx, id));
    }

    @Override
    public Page<R> list(Tx tx, ListQuery query) {
        ListStatement statement = new ListStatement(type, shape, query);
        List<R> oneMore = statement.bind(PgTx.sql(tx, text(statement))).list(shape::read);
        if (oneMore.size() <= query.limit()) {
            return new Page<>(oneMore, null);
        }
        List<R> rows = oneMore.subList(0, query.limit());
        R last = rows.get(rows.size() - 1);
        return new Page<>(rows, statement.position(last, last.id()));
    }

    /** Most lists are asked for in few forms; to write the statement anew each time costs more than to look it up. */
    private String text(ListStatement statement) {
        ListStatement.Form form = statement.form();
        String known = lists.get(form);
        if (known != null) {
            return known;
        }
        String text = statement.text();
        if (lists.size() < REMEMBERED) {
            lists.put(form, text);
        }
        return text;
    }

    private List<R> inserted(Tx tx, List<R> records) {
        return PgTx.sql(tx, insert)
                .bind("records", Json.text(records.stream().map(shape::values).toList()))
                .list(shape::read);
    }

    private String json(R record) {
        return Json.text(shape.values(record));
    }

    private RuntimeException whyNotInserted(Tx tx, R record) {
        Optional<RuntimeException> problem = problem(tx, record);
        if (problem.isPresent()) {
            return problem.get();
        }
        return isThere(tx, record.id()) ? collision("id") : overtaken();
    }

    private RuntimeException whyNotUpdated(Tx tx, R record) {
        Optional<R> known = find(tx, record.id());
        if (known.isEmpty()) {
            return new NotFound(type.noun(), record.id());
        }
        if (known.get().version() != record.version()) {
            return new StaleVersion(type.noun(), record.id(), record.version());
        }
        return problem(tx, record).orElseGet(PgRecordStore::overtaken);
    }

    private RuntimeException whyNotRestored(Tx tx, I id) {
        return isThere(tx, id) ? collision(type.uniques().get(0).components().get(0)) : new NotFound(type.noun(), id);
    }

    private boolean isThere(Tx tx, I id) {
        return PgTx.sql(tx, statements.isThere())
                .bind("id", id)
                .find(row -> true)
                .isPresent();
    }

    /** Why a record may not be kept as it is, or empty if it may: the first reference, else the first unique rule. */
    private Optional<RuntimeException> problem(Tx tx, R record) {
        if (!statements.hasProblems()) {
            return Optional.empty();
        }
        return PgTx.sql(tx, statements.problems())
                .bind("record", json(record))
                .find(row -> firstProblem(row, record))
                .flatMap(problems -> problems.stream().findFirst());
    }

    private List<RuntimeException> firstProblem(ResultSet row, R record) throws SQLException {
        List<RuntimeException> problems = new ArrayList<>();
        int at = 0;
        for (Reference reference : type.references()) {
            if (row.getBoolean(++at)) {
                problems.add(unknown(reference, record));
            }
        }
        for (Unique unique : type.uniques()) {
            if (row.getBoolean(++at)) {
                problems.add(collision(unique.components().get(0)));
            }
        }
        return problems;
    }

    /** Runs a statement; a unique rule that another transaction got ahead in breaks here as the rule that it is. */
    private <T> T held(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (RuntimeException e) {
            String index = Failures.brokenConstraint(e, UNIQUE_VIOLATION).orElse("");
            for (Unique unique : type.uniques()) {
                if (statements.index(unique).equals(index)) {
                    throw collision(unique.components().get(0));
                }
            }
            throw e;
        }
    }

    private RuntimeException unknown(Reference reference, R record) {
        String noun = reference.target().noun();
        Object id = shape.column(reference.component()).valueOf(record);
        return Rejected.field(
                Column.snakeCase(reference.component()), noun + ".unknown", "there is no " + noun + " " + id);
    }

    private AlreadyExists collision(String component) {
        String field = Column.snakeCase(component);
        return new AlreadyExists(
                type.noun() + ".already_exists",
                field,
                "there is a " + type.noun() + " with this " + field + " already");
    }

    private static Unavailable overtaken() {
        return new Unavailable("another transaction came first; nothing was changed", Duration.ofSeconds(1));
    }
}
