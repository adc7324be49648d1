package io.aicmo.postgres.tenant;

import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Vault;
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

    /** Seals what is kept as it was, and says how much that was. */
    public static int sealSecrets(PgTransactions transactions, Vault vault) {
        return new UnsealedSecrets(transactions, vault).seal();
    }

    public static IdempotencyStore idempotency() {
        return new PgIdempotencyStore();
    }
}
