package io.aicmo.domain.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thing with an identity that belongs to one tenant and that people edit. The tenant itself is not a component: it is
 * whoever the transaction acts for.
 *
 * @param <I> the type of its id
 */
public interface Entity<I extends Id> {
    I id();

    /** When it was made; never changes. */
    Instant createdAt();

    /** When it was last changed. */
    Instant updatedAt();

    /** Optimistic lock: 1 when made, one more with each change. */
    long version();

    /** When it was soft-deleted, or null while it lives. Deleted rows are invisible and are erased after 90 days. */
    @Nullable
    Instant deletedAt();
}
