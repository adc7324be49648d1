package io.aicmo.postgres.sql;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;

/**
 * Transactions over a pool of connections that are all logged in alike; who acts for whom is said anew in each
 * transaction. A single read is one round trip, and a write of one statement two: the statement and the commit.
 */
public final class PgTransactions implements Transactions {
    private final Turns turns;
    private final Jdbi jdbi;
    private final Roles roles;
    private final Consumer<TenantId> bell;

    /** @param pool hands out connections in autocommit, whose login may act as the roles */
    public PgTransactions(DataSource pool, Roles roles) {
        this(pool, roles, tenant -> {});
    }

    /** @param bell is rung after each commit of a transaction that told events */
    public PgTransactions(DataSource pool, Roles roles, Consumer<TenantId> bell) {
        this.bell = bell;
        this.turns = Turns.of(pool);
        this.jdbi = Jdbi.create(pool);
        this.roles = roles;
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        // What is bound may be secret, and messages are logged.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    public Roles roles() {
        return roles;
    }

    @Override
    public <T> T read(Actor actor, Function<Tx, T> work) {
        Tx joined = actor.transaction();
        if (joined != null) {
            return work.apply(joined(joined, actor));
        }
        try (Turns.Turn unused = turns.take();
                Handle handle = open()) {
            Session session = Session.reading(handle, roles.app(), actor.tenant());
            try {
                return work.apply(new PgTx(actor, session));
            } finally {
                session.end();
            }
        }
    }

    @Override
    public <T> T write(Actor actor, Function<Tx, T> work) {
        Tx joined = actor.transaction();
        if (joined != null) {
            return work.apply(joined(joined, actor));
        }
        try (Turns.Turn unused = turns.take();
                Handle handle = open()) {
            Session session = Session.writing(handle, roles.app(), actor.tenant(), actor.hops());
            begin(handle.getConnection());
            boolean kept = false;
            try {
                T result = work.apply(new PgTx(actor, session));
                commit(session);
                kept = true;
                if (session.hasTold()) {
                    bell.accept(actor.tenant());
                }
                return result;
            } finally {
                session.end();
                end(handle.getConnection(), kept);
            }
        }
    }

    /** Runs statements for no tenant, each its own transaction, in a role that spans tenants. */
    public <T> T across(String role, Function<Session, T> work) {
        try (Turns.Turn unused = turns.take();
                Handle handle = open()) {
            Session session = Session.across(handle, role);
            try {
                return work.apply(session);
            } finally {
                session.end();
            }
        }
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (RuntimeException e) {
            throw Failures.translate(e);
        }
    }

    private static Tx joined(Tx open, Actor actor) {
        if (!open.tenant().equals(actor.tenant())) {
            throw new IllegalArgumentException("the transaction is another tenant's");
        }
        return open;
    }

    /** Nothing is sent yet: the driver puts BEGIN in front of the first statement. */
    private static void begin(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw Failures.translate(e);
        }
    }

    private static void commit(Session session) {
        try {
            if (session.hasFailed()) {
                // The server would answer the commit with a rollback, and the driver would not say so.
                throw new IllegalStateException("a statement of this transaction failed, so nothing of it is kept");
            }
            session.commit();
        } catch (SQLException e) {
            throw commitFailed(e);
        }
    }

    /** If the connection broke, nobody knows whether the commit arrived; "unavailable" would promise that it did not. */
    private static RuntimeException commitFailed(SQLException e) {
        String state = e.getSQLState();
        boolean answered = state != null && !Failures.isConnectionLost(state);
        return answered
                ? Failures.translate(e)
                : new IllegalStateException("the connection broke during commit; whether it was kept is unknown", e);
    }

    private static void end(Connection connection, boolean kept) {
        try {
            if (!kept) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // The connection is broken, so the server rolls back by itself and the pool throws the connection away;
            // what the caller has to learn is the failure that led here.
            abort(connection);
        }
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException("a broken connection could not be given up", e);
        }
    }
}
