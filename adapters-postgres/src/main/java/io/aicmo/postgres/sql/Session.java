package io.aicmo.postgres.sql;

import io.aicmo.domain.shared.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Statements in one role, and for one tenant if it has one. Role and tenant are settings of the transaction alone; they
 * go ahead of its first statement in the same round trip, and nothing of them stays on the connection.
 */
public final class Session {
    private static final String ROLE = "select set_config('role', '%s', true)";
    private static final String TENANT = ", set_config('app.tenant_id', cast(:tenant as text), true)";
    private static final String READ_ONLY = ", set_config('transaction_read_only', 'on', true)";

    private final Handle handle;
    private final @Nullable TenantId tenant;
    private final String preamble;
    private final boolean everyStatement;
    private boolean settled;
    private boolean told;
    private boolean open = true;

    private Session(Handle handle, @Nullable TenantId tenant, String preamble, boolean everyStatement) {
        this.handle = handle;
        this.tenant = tenant;
        this.preamble = preamble;
        this.everyStatement = everyStatement;
    }

    /** Over a connection in autocommit: each statement is a transaction that only reads. */
    static Session reading(Handle handle, String role, TenantId tenant) {
        return new Session(handle, tenant, ROLE.formatted(role) + TENANT + READ_ONLY, true);
    }

    /** Over a connection out of autocommit: all statements are one transaction. */
    static Session writing(Handle handle, String role, TenantId tenant, int hops) {
        String because = hops == 0 ? "" : ", set_config('app.hops', '" + hops + "', true)";
        return new Session(handle, tenant, ROLE.formatted(role) + TENANT + because, false);
    }

    /** Over a connection in autocommit, for no tenant: each statement is a transaction. */
    static Session across(Handle handle, String role) {
        return new Session(handle, null, ROLE.formatted(role), true);
    }

    /** A statement; {@code :tenant} is the session's tenant, all else is bound by name. */
    public Sql sql(String text) {
        if (!open) {
            throw new IllegalStateException("the transaction has ended");
        }
        boolean first = everyStatement || !settled;
        return new Sql(this, text, first ? preamble : null);
    }

    /**
     * The connection, with role and tenant set, for what needs more than {@link #sql}. Only inside a transaction that
     * writes; there it costs a round trip if nothing was asked before.
     */
    public Connection connection() {
        if (everyStatement) {
            throw new IllegalStateException("each statement is a transaction of its own here");
        }
        if (!settled) {
            sql("select 1").execute();
        }
        return handle.getConnection();
    }

    Handle handle() {
        return handle;
    }

    @Nullable
    TenantId tenant() {
        return tenant;
    }

    /** Says that the transaction tells events. */
    public void tells() {
        told = true;
    }

    boolean hasTold() {
        return told;
    }

    void settled() {
        settled = true;
    }

    void end() {
        open = false;
    }

    /** Whether a statement failed, so that the server undoes all of them. */
    boolean hasFailed() throws SQLException {
        return handle.getConnection().unwrap(BaseConnection.class).getTransactionState() == TransactionState.FAILED;
    }

    void commit() throws SQLException {
        handle.getConnection().commit();
    }
}
