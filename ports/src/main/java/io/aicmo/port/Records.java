package io.aicmo.port;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;

/** The record stores of an adapter. */
public interface Records {
    /** The store for a record type. */
    <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type);

    /** What versioned records once were. */
    VersionStore versions();
}
