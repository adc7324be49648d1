package io.aicmo.port;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the records of one {@link RecordType}. Every method sees and changes only the records of the transaction's
 * tenant; another tenant's record does not exist. Deleted records do not exist either, but for {@link #restore}.
 *
 * @param <I> the type of the id
 * @param <R> the record
 */
public interface RecordStore<I extends Id, R extends Record & Entity<I>> {
    /** What it keeps. */
    RecordType<I, R> recordType();

    /**
     * Keeps a new record as it is.
     *
     * @throws AlreadyExists {@code <noun>.already_exists}, if it collides with a living record
     * @throws io.aicmo.domain.shared.Rejected {@code <noun of the target>.unknown}, naming the field, if it references
     *     a record that does not live in this tenant
     */
    R insert(Tx tx, R record);

    /**
     * Keeps many new records with the same checks as {@link #insert}, all or none.
     *
     * @throws AlreadyExists see {@link #insert}
     * @throws io.aicmo.domain.shared.Rejected see {@link #insert}
     */
    void insertAll(Tx tx, List<R> records);

    /** The record, or empty if there is none. */
    Optional<R> find(Tx tx, I id);

    /**
     * The record.
     *
     * @throws NotFound if there is none
     */
    default R get(Tx tx, I id) {
        return find(tx, id).orElseThrow(() -> new NotFound(recordType().noun(), id));
    }

    /**
     * The record, which nobody else changes until the transaction ends: for decisions that change what they read.
     *
     * @throws NotFound if there is none
     */
    default R lock(Tx tx, I id) {
        return get(tx, id);
    }

    /**
     * Replaces a record, if nobody else has since it was read.
     *
     * @param record the changed record, with the version that was read
     * @return the record as it is kept, with the next version
     * @throws NotFound if there is none
     * @throws StaleVersion if it was changed since; nothing is changed then
     * @throws AlreadyExists see {@link #insert}
     * @throws io.aicmo.domain.shared.Rejected see {@link #insert}
     */
    R update(Tx tx, R record);

    /**
     * Deletes a record, so that it can be restored.
     *
     * @throws NotFound if there is none, or it is deleted already
     */
    void delete(Tx tx, I id, Instant now);

    /**
     * Brings a deleted record back; a record that lives stays as it is.
     *
     * @throws NotFound if there is none
     * @throws AlreadyExists if a living record has taken its place
     */
    R restore(Tx tx, I id, Instant now);

    /**
     * A part of the list, ordered by the sort component and then by id, in the same direction.
     *
     * @throws IllegalArgumentException if the query filters or sorts by a component that is not declared for it, or
     *     searches what is not searched
     */
    Page<R> list(Tx tx, ListQuery query);
}
