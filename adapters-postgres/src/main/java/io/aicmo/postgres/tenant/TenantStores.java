package io.aicmo.postgres.tenant;

import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.postgres.sql.PgTransactions;
import java.time.InstantSource;

/** The door to this area. */
public final class TenantStores {
    private TenantStores() {}

    /** @param clock tells when a user that nobody knew was made */
    public static TenantStore tenants(InstantSource clock) {
        return new PgTenantStore(clock);
    }

    public static CredentialStore credentials(PgTransactions transactions) {
        return new PgCredentialStore(transactions);
    }

    public static IdempotencyStore idempotency() {
        return new PgIdempotencyStore();
    }
}
