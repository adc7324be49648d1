package io.aicmo.port.job;

import io.aicmo.port.Tx;

/** What follows when a person cancels a job of one kind, or has it tried anew; in the same transaction. */
public interface JobConsequence<P extends Record> {
    /** Of which jobs. */
    JobKind<P> kind();

    /** The job is cancelled, or was told to stop. */
    void cancelled(Tx tx, P payload);

    /** The job is to be tried anew. */
    void retried(Tx tx, P payload);
}
