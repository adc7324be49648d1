package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.Contact;
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
import io.aicmo.port.RecordTypes;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Tx;
import io.aicmo.port.inmemory.ListOrder.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps the records of one type in memory; what the declaration says is read by reflection. */
final class MemoryRecordStore<I extends Id, R extends Record & Entity<I>> implements RecordStore<I, R> {
    private final Database database;
    private final RecordType<I, R> type;
    private final Shape shape;

    MemoryRecordStore(Database database, RecordType<I, R> type) {
        this.database = database;
        this.type = type;
        this.shape = Shape.of(type.type());
    }

    @Override
    public RecordType<I, R> recordType() {
        return type;
    }

    @Override
    public R insert(Tx tx, R record) {
        insertAll(tx, List.of(record));
        return get(tx, record.id());
    }

    @Override
    public void insertAll(Tx tx, List<R> records) {
        Rows<Object, Record> rows = lockedRows(tx);
        int kept = 0;
        try {
            for (R record : records) {
                if (rows.get(record.id()) != null) {
                    throw collision("id");
                }
                check(tx, record);
                rows.put(record.id(), Micros.in(record));
                kept++;
            }
        } finally {
            if (kept < records.size()) {
                records.subList(0, kept).forEach(record -> rows.remove(record.id()));
            }
        }
    }

    @Override
    public Optional<R> find(Tx tx, I id) {
        return any(tx, id).filter(record -> record.deletedAt() == null);
    }

    @Override
    public R lock(Tx tx, I id) {
        MemoryTx.of(tx).lock();
        return get(tx, id);
    }

    @Override
    public R update(Tx tx, R record) {
        Rows<Object, Record> rows = lockedRows(tx);
        R known = get(tx, record.id());
        if (known.version() != record.version()) {
            throw new StaleVersion(type.noun(), record.id(), record.version());
        }
        check(tx, record);
        R next = Micros.in(shape.with(record, Map.of("version", record.version() + 1)));
        rows.put(record.id(), next);
        return next;
    }

    @Override
    public void delete(Tx tx, I id, Instant now) {
        Rows<Object, Record> rows = lockedRows(tx);
        rows.put(id, changed(get(tx, id), now, now));
    }

    @Override
    public R restore(Tx tx, I id, Instant now) {
        Rows<Object, Record> rows = lockedRows(tx);
        R record = any(tx, id).orElseThrow(() -> new NotFound(type.noun(), id));
        if (record.deletedAt() == null) {
            return record;
        }
        R living = changed(record, null, now);
        checkUnique(tx, living);
        rows.put(id, living);
        return living;
    }

    @Override
    public Page<R> list(Tx tx, ListQuery query) {
        checkDeclared(query);
        Stream<R> rows = living(tx).filter(record -> passes(record, query.filters()));
        String search = query.search();
        if (search != null) {
            rows = rows.filter(record -> isFoundBy(tx, record, search));
        }
        return Paging.page(
                rows,
                record -> new Place(shape.get(record, query.sort()), record.id().value()),
                query.after() == null ? null : Place.of(query.after(), shape.typeOf(query.sort())),
                query.descending(),
                query.limit());
    }

    /** The records that are not deleted, in no order. */
    Stream<R> living(Tx tx) {
        return MemoryTx.of(tx).rows(database.records(type)).all().stream()
                .map(type.type()::cast)
                .filter(record -> record.deletedAt() == null);
    }

    /** Keeps a changed record as the next version, without looking at it again. */
    void put(Tx tx, R record) {
        lockedRows(tx).put(record.id(), Micros.in(shape.with(record, Map.of("version", record.version() + 1))));
    }

    /** The record, deleted or not. */
    Optional<R> any(Tx tx, I id) {
        return Optional.ofNullable(MemoryTx.of(tx).rows(database.records(type)).get(id))
                .map(type.type()::cast);
    }

    private Rows<Object, Record> lockedRows(Tx tx) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        return ours.rows(database.records(type));
    }

    private R changed(R record, @Nullable Instant deletedAt, Instant now) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put("deletedAt", deletedAt);
        changes.put("updatedAt", now);
        changes.put("version", record.version() + 1);
        return Micros.in(shape.with(record, changes));
    }

    private void check(Tx tx, R record) {
        type.references().forEach(reference -> checkReference(tx, record, reference));
        checkUnique(tx, record);
    }

    private void checkReference(Tx tx, R record, Reference reference) {
        Object id = shape.get(record, reference.component());
        if (id == null) {
            return;
        }
        Record target =
                MemoryTx.of(tx).rows(database.records(reference.target())).get(id);
        if (!(target instanceof Entity<?> entity) || entity.deletedAt() != null) {
            String noun = reference.target().noun();
            throw Rejected.field(
                    Shape.snakeCase(reference.component()), noun + ".unknown", "there is no " + noun + " " + id);
        }
    }

    private void checkUnique(Tx tx, R record) {
        for (Unique unique : type.uniques()) {
            boolean taken = living(tx)
                    .filter(other -> !other.id().equals(record.id()))
                    .anyMatch(other -> values(other, unique).equals(values(record, unique)));
            if (taken) {
                throw collision(unique.components().get(0));
            }
        }
    }

    private List<Optional<Object>> values(R record, Unique unique) {
        return unique.components().stream()
                .map(component -> Optional.ofNullable(shape.get(record, component)))
                .toList();
    }

    private AlreadyExists collision(String component) {
        String field = Shape.snakeCase(component);
        return new AlreadyExists(
                type.noun() + ".already_exists",
                field,
                "there is a " + type.noun() + " with this " + field + " already");
    }

    private void checkDeclared(ListQuery query) {
        for (String component : query.filters().keySet()) {
            if (!type.filters().contains(component)) {
                throw new IllegalArgumentException(type + " are not filtered by " + component);
            }
        }
        if (!type.sorts().contains(query.sort())) {
            throw new IllegalArgumentException(type + " are not sorted by " + query.sort());
        }
        if (query.search() != null && type.contactComponent() == null) {
            throw new IllegalArgumentException(type + " are not searched");
        }
    }

    private boolean passes(R record, Map<String, Object> filters) {
        return filters.entrySet().stream().allMatch(filter -> {
            Object value = bare(shape.get(record, filter.getKey()));
            return filter.getValue() instanceof Collection<?> several
                    ? several.stream().anyMatch(one -> bare(one).equals(value))
                    : bare(filter.getValue()).equals(value);
        });
    }

    /** What a value is without its type: an id's UUID, an address's text, a number as a long. */
    private static Object bare(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Id id -> id.value();
            case Integer number -> number.longValue();
            case Record wrapper -> wrapper.toString();
            default -> value;
        };
    }

    private boolean isFoundBy(Tx tx, R record, String search) {
        String component = type.contactComponent();
        Object id = component == null ? null : shape.get(record, component);
        return id != null
                && MemoryTx.of(tx).rows(database.records(RecordTypes.CONTACTS)).get(id) instanceof Contact contact
                && contact.deletedAt() == null
                && ContactWords.match(contact, search);
    }
}
