package io.aicmo.postgres.sql;

import io.aicmo.port.Actor;
import io.aicmo.port.Tx;

/** An open transaction on PostgreSQL. */
public final class PgTx implements Tx {
    private final Actor actor;
    private final Session session;

    PgTx(Actor actor, Session session) {
        this.actor = actor;
        this.session = session;
    }

    /**
     * The session of a transaction, to run statements in.
     *
     * @throws IllegalArgumentException if another adapter opened it
     */
    public static Session session(Tx tx) {
        if (tx instanceof PgTx ours) {
            return ours.session;
        }
        throw new IllegalArgumentException("this transaction was opened by another adapter");
    }

    /** A statement in a transaction; see {@link Session#sql}. */
    public static Sql sql(Tx tx, String text) {
        return session(tx).sql(text);
    }

    @Override
    public Actor actor() {
        return actor;
    }
}
