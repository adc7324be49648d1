package io.aicmo.port.inmemory;

import io.aicmo.port.Actor;
import io.aicmo.port.Tx;

/** An open transaction in memory. */
record MemoryTx(Actor actor, Work work) implements Tx {

    /** @throws IllegalArgumentException if the transaction is another adapter's */
    static MemoryTx of(Tx tx) {
        if (tx instanceof MemoryTx ours) {
            return ours;
        }
        throw new IllegalArgumentException("this transaction was opened by another adapter");
    }

    /** The rows of the transaction's tenant. */
    <K, V> Rows<K, V> rows(Table<K, V> table) {
        return work.rows(table, tenant());
    }

    /** See {@link Work#lock}. */
    void lock() {
        work.lock();
    }
}
