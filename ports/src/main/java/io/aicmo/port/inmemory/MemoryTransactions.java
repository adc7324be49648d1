package io.aicmo.port.inmemory;

import io.aicmo.port.Actor;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.util.function.Function;

/** Transactions over the tables in memory. */
final class MemoryTransactions implements Transactions {
    private final Database database;

    MemoryTransactions(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(Actor actor, Function<Tx, T> work) {
        return within(actor, work, false);
    }

    @Override
    public <T> T write(Actor actor, Function<Tx, T> work) {
        return within(actor, work, true);
    }

    private <T> T within(Actor actor, Function<Tx, T> work, boolean mayWrite) {
        Tx joined = actor.transaction();
        if (joined != null) {
            return work.apply(joined(joined, actor));
        }
        Work begun = new Work(database, mayWrite);
        try {
            T result = work.apply(new MemoryTx(actor, begun));
            begun.commit();
            return result;
        } finally {
            begun.end();
        }
    }

    private static Tx joined(Tx open, Actor actor) {
        if (!open.tenant().equals(actor.tenant())) {
            throw new IllegalArgumentException("the transaction is another tenant's");
        }
        return open;
    }
}
