package io.aicmo.port;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Record stores that also keep each version of what is versioned, in the transaction that makes it. */
public final class VersionedRecords implements Records {
    private final Plain records;
    private final VersionStore versions;

    /** Record stores that keep records and nothing else. */
    public interface Plain {
        /** The store for a record type. */
        <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type);
    }

    public VersionedRecords(Plain records, VersionStore versions) {
        this.records = records;
        this.versions = versions;
    }

    @Override
    public VersionStore versions() {
        return versions;
    }

    @Override
    public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type) {
        RecordStore<I, R> store = records.of(type);
        return RecordTypes.VERSIONED.contains(type.noun()) ? new Store<>(store, versions) : store;
    }

    private record Store<I extends Id, R extends Record & Entity<I>>(RecordStore<I, R> store, VersionStore versions)
            implements RecordStore<I, R> {
        @Override
        public RecordType<I, R> recordType() {
            return store.recordType();
        }

        @Override
        public R insert(Tx tx, R record) {
            return kept(tx, store.insert(tx, record));
        }

        @Override
        public void insertAll(Tx tx, List<R> records) {
            store.insertAll(tx, records);
            versions.keep(tx, recordType(), records);
        }

        @Override
        public Optional<R> find(Tx tx, I id) {
            return store.find(tx, id);
        }

        @Override
        public R lock(Tx tx, I id) {
            return store.lock(tx, id);
        }

        @Override
        public R update(Tx tx, R record) {
            return kept(tx, store.update(tx, record));
        }

        @Override
        public void delete(Tx tx, I id, Instant now) {
            store.delete(tx, id, now);
        }

        @Override
        public R restore(Tx tx, I id, Instant now) {
            return kept(tx, store.restore(tx, id, now));
        }

        @Override
        public Page<R> list(Tx tx, ListQuery query) {
            return store.list(tx, query);
        }

        private R kept(Tx tx, R record) {
            versions.keep(tx, recordType(), List.of(record));
            return record;
        }
    }
}
