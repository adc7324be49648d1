package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordVersion;
import io.aicmo.port.Tx;
import io.aicmo.port.VersionStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps versions in memory. */
final class MemoryVersionStore implements VersionStore {
    /** Which version of which record. */
    record Key(String noun, UUID id, long version) {}

    private final Database database;

    MemoryVersionStore(Database database) {
        this.database = database;
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> void keep(Tx tx, RecordType<I, R> type, List<R> records) {
        Rows<Key, RecordVersion<?>> rows = MemoryTx.of(tx).rows(database.versions);
        Actor actor = tx.actor();
        for (R record : records) {
            R kept = Micros.in(record);
            Key key = new Key(type.noun(), kept.id().value(), kept.version());
            if (rows.get(key) == null) {
                rows.put(key, new RecordVersion<>(kept.version(), kept, kept.updatedAt(), actor.kind(), actor.id()));
            }
        }
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> Optional<RecordVersion<R>> find(
            Tx tx, RecordType<I, R> type, I id, long version) {
        return Optional.ofNullable(
                        MemoryTx.of(tx).rows(database.versions).get(new Key(type.noun(), id.value(), version)))
                .map(kept -> typed(type, kept));
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> List<RecordVersion<R>> list(
            Tx tx, RecordType<I, R> type, I id, @Nullable Long before, int limit) {
        return MemoryTx.of(tx).rows(database.versions).entries().entrySet().stream()
                .filter(entry -> entry.getKey().noun().equals(type.noun())
                        && entry.getKey().id().equals(id.value())
                        && (before == null || entry.getKey().version() < before))
                .sorted(Comparator.comparingLong(entry -> -entry.getKey().version()))
                .limit(limit)
                .map(entry -> typed(type, entry.getValue()))
                .toList();
    }

    private static <I extends Id, R extends Record & Entity<I>> RecordVersion<R> typed(
            RecordType<I, R> type, RecordVersion<?> kept) {
        return new RecordVersion<>(
                kept.version(), type.type().cast(kept.record()), kept.keptAt(), kept.by(), kept.actorId());
    }
}
