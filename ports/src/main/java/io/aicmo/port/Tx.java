package io.aicmo.port;

import io.aicmo.domain.shared.TenantId;

/**
 * An open transaction, and whose it is. Whatever reads or writes takes one; it sees and changes only the tenant of its
 * actor. It is used by one thread, and is worthless once {@link Transactions} returns.
 */
public interface Tx {
    /** Who acts. */
    Actor actor();

    /** Whose data it sees. */
    default TenantId tenant() {
        return actor().tenant();
    }
}
