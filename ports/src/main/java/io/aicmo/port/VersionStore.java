package io.aicmo.port;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every version of the records whose types are {@linkplain RecordTypes#VERSIONED versioned}. The record stores of
 * an adapter write it in the transaction of each change, see {@link VersionedRecords}.
 */
public interface VersionStore {
    /** Keeps records as versions, all or none; one that was kept already stays as it is. */
    <I extends Id, R extends Record & Entity<I>> void keep(Tx tx, RecordType<I, R> type, List<R> records);

    /** A version of a record of the transaction's tenant, or empty if there is none. */
    <I extends Id, R extends Record & Entity<I>> Optional<RecordVersion<R>> find(
            Tx tx, RecordType<I, R> type, I id, long version);

    /**
     * The versions of a record, the newest first.
     *
     * @param before only those before this version, or null for all
     */
    <I extends Id, R extends Record & Entity<I>> List<RecordVersion<R>> list(
            Tx tx, RecordType<I, R> type, I id, @Nullable Long before, int limit);
}
