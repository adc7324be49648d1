package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.tenant.CredentialStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds out whose a credential is, in memory. */
final class MemoryCredentialStore implements CredentialStore {
    private final Database database;

    MemoryCredentialStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Found<ApiKey>> findApiKey(String keyHash) {
        return find(RecordTypes.API_KEYS, key -> key.keyHash().equals(keyHash));
    }

    @Override
    public void used(TenantId tenant, ApiKeyId id, Instant now) {
        database.change(work -> {
            Rows<Object, Record> keys = work.rows(database.records(RecordTypes.API_KEYS), tenant);
            if (keys.get(id) instanceof ApiKey key && isNews(key, now)) {
                keys.put(id, Micros.in(Shape.of(ApiKey.class).with(key, Map.of("lastUsedAt", now))));
            }
            return true;
        });
    }

    private static boolean isNews(ApiKey key, Instant now) {
        return key.lastUsedAt() == null || key.lastUsedAt().isBefore(now.minus(ApiKey.USED_WITHIN));
    }

    @Override
    public Optional<Found<FormToken>> findFormToken(String tokenHash) {
        return find(RecordTypes.FORM_TOKENS, token -> token.tokenHash().equals(tokenHash));
    }

    @Override
    public Optional<Found<WebhookSource>> findWebhookSource(WebhookSourceId id) {
        return find(RecordTypes.WEBHOOK_SOURCES, source -> source.id().equals(id));
    }

    @Override
    public boolean tenantExists(TenantId tenant) {
        return database.look(() -> database.tenants.get(tenant, tenant)) != null;
    }

    private <I extends Id, R extends Record & Entity<I>> Optional<Found<R>> find(
            RecordType<I, R> type, Predicate<R> wanted) {
        Table<Object, Record> table = database.records(type);
        List<TenantId> tenants = database.look(table::tenants);
        return database.read(work -> tenants.stream()
                .flatMap(tenant -> work.rows(table, tenant).all().stream()
                        .map(type.type()::cast)
                        .filter(record -> record.deletedAt() == null)
                        .filter(wanted)
                        .map(record -> new Found<>(tenant, record)))
                .findFirst());
    }
}
