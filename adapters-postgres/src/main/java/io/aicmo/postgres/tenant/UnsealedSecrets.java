package io.aicmo.postgres.tenant;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Vault;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import java.util.List;

/** Secrets of webhook sources that were kept before there was a vault, those of deleted sources too. */
final class UnsealedSecrets {
    private final PgTransactions transactions;
    private final Vault vault;

    UnsealedSecrets(PgTransactions transactions, Vault vault) {
        this.transactions = transactions;
        this.vault = vault;
    }

    private record Plain(TenantId tenant, WebhookSourceId source, String secret) {
        @Override
        public String toString() {
            return "Plain[source=" + source + "]";
        }
    }

    int seal() {
        return found().stream().mapToInt(this::seal).sum();
    }

    private List<Plain> found() {
        return transactions.across(
                transactions.roles().gate(),
                session -> session.sql("""
                        select tenant_id, id, secret from webhook_sources where secret not like :sealed
                        """)
                        .bind("sealed", Sealed.PREFIX + "%")
                        .list(row -> new Plain(
                                new TenantId(Columns.uuid(row, "tenant_id")),
                                new WebhookSourceId(Columns.uuid(row, "id")),
                                Columns.text(row, "secret"))));
    }

    /** Nothing, if another node was faster. */
    private int seal(Plain plain) {
        Vault.Place place = Vault.Place.of(plain.tenant, RecordTypes.WEBHOOK_SOURCES, plain.source, "secret");
        return transactions.write(
                Actor.system(plain.tenant),
                tx -> PgTx.sql(tx, """
                        update webhook_sources set secret = :sealed
                        where tenant_id = :tenant and id = :id and secret = :plain
                        """)
                        .bind("sealed", vault.seal(place, plain.secret).value())
                        .bind("id", plain.source)
                        .bind("plain", plain.secret)
                        .execute());
    }
}
