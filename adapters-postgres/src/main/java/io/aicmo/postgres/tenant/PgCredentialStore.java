package io.aicmo.postgres.tenant;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.postgres.record.RecordRow;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import java.time.Instant;
import java.util.Optional;

/** Looks credentials up as the role that may read every tenant's, and nothing else. */
final class PgCredentialStore implements CredentialStore {
    private final PgTransactions transactions;
    private final RecordRow<ApiKey> apiKeys = RecordRow.of(RecordTypes.API_KEYS);
    private final RecordRow<FormToken> formTokens = RecordRow.of(RecordTypes.FORM_TOKENS);
    private final RecordRow<WebhookSource> webhookSources = RecordRow.of(RecordTypes.WEBHOOK_SOURCES);

    PgCredentialStore(PgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Found<ApiKey>> findApiKey(String keyHash) {
        return find(RecordTypes.API_KEYS, apiKeys, "key_hash = :value", keyHash);
    }

    /** As the key's own tenant: who looks credentials up may not change them. */
    @Override
    public void used(TenantId tenant, ApiKeyId key, Instant now) {
        transactions.write(
                Actor.system(tenant),
                tx -> PgTx.sql(tx, """
                        update api_keys set last_used_at = :now
                        where tenant_id = :tenant and id = :id and (last_used_at is null or last_used_at < :stale)
                        """)
                        .bind("id", key)
                        .bind("now", now)
                        .bind("stale", now.minus(ApiKey.USED_WITHIN))
                        .execute());
    }

    @Override
    public Optional<Found<FormToken>> findFormToken(String tokenHash) {
        return find(RecordTypes.FORM_TOKENS, formTokens, "token_hash = :value", tokenHash);
    }

    @Override
    public Optional<Found<WebhookSource>> findWebhookSource(WebhookSourceId id) {
        return find(RecordTypes.WEBHOOK_SOURCES, webhookSources, "id = :value", id);
    }

    @Override
    public boolean tenantExists(TenantId tenant) {
        return transactions.across(
                transactions.roles().gate(),
                session -> session.sql("select 1 from tenants where id = :id")
                        .bind("id", tenant)
                        .find(row -> true)
                        .isPresent());
    }

    private <I extends Id, R extends Record & Entity<I>> Optional<Found<R>> find(
            RecordType<I, R> type, RecordRow<R> row, String condition, Object value) {
        String sql = "select %s, tenant_id from %s where %s and deleted_at is null"
                .formatted(row.columns(), type.table(), condition);
        return transactions.across(
                transactions.roles().gate(),
                session -> session.sql(sql)
                        .bind("value", value)
                        .find(found -> new Found<>(new TenantId(Columns.uuid(found, "tenant_id")), row.map(found))));
    }
}
