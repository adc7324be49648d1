package io.aicmo.postgres.tenant;

import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.port.Actor;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Vault;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import java.util.List;

/**
 * Secrets that were kept before they were sealed: those of webhook sources, of deleted ones too, and answers to requests
 * that are kept for those who ask again.
 */
final class UnsealedSecrets {
    private static final int AT_ONCE = 500;

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

    private record PlainAnswer(TenantId tenant, String credential, String key, String body) {
        @Override
        public String toString() {
            return "PlainAnswer[key=" + key + "]";
        }
    }

    int seal() {
        int sealed = found().stream().mapToInt(this::seal).sum();
        for (List<PlainAnswer> some = answers(); !some.isEmpty(); some = answers()) {
            sealed += some.stream().mapToInt(this::seal).sum();
        }
        return sealed;
    }

    private List<PlainAnswer> answers() {
        return transactions.across(
                transactions.roles().gate(),
                session -> session.sql("""
                        select tenant_id, credential, key, body from idempotency_keys where body not like 'sealed:%'
                        limit :most
                        """)
                        .bind("most", AT_ONCE)
                        .list(row -> new PlainAnswer(
                                new TenantId(Columns.uuid(row, "tenant_id")),
                                Columns.text(row, "credential"),
                                Columns.text(row, "key"),
                                Columns.text(row, "body"))));
    }

    /** Nothing, if another node was faster. */
    private int seal(PlainAnswer plain) {
        Vault.Place place = IdempotencyStore.place(plain.tenant, plain.credential, plain.key);
        return transactions.write(
                Actor.system(plain.tenant),
                tx -> PgTx.sql(tx, """
                        update idempotency_keys set body = :sealed
                        where tenant_id = :tenant and credential = :credential and key = :key and body = :plain
                        """)
                        .bind("sealed", vault.seal(place, plain.body).value())
                        .bind("credential", plain.credential)
                        .bind("key", plain.key)
                        .bind("plain", plain.body)
                        .execute());
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
