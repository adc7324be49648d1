package io.aicmo.postgres.record;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.VersionedRecords;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The record stores of this adapter; each is prepared once, when it is first asked for. */
public final class PgRecords implements VersionedRecords.Plain {
    /** By the record's class, because a record type is a large value to compare. */
    private final Map<Class<?>, RecordStore<?, ?>> stores = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the store of a type is made from that very type
    public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type) {
        RecordStore<?, ?> store = stores.computeIfAbsent(type.type(), unknown -> new PgRecordStore<>(type));
        return store.recordType() == type ? (RecordStore<I, R>) store : new PgRecordStore<>(type);
    }
}
