package io.aicmo.application.tenant;

import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.InstantSource;

/** Revokes an API key: it is refused from now on, and stays listed. */
public final class RevokeApiKey {
    private final Transactions transactions;
    private final Records records;
    private final InstantSource clock;

    public RevokeApiKey(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /** @throws io.aicmo.port.NotFound if the tenant has no such key */
    public ApiKey handle(Actor actor, ApiKeyId id) {
        return transactions.write(actor, tx -> {
            RecordStore<ApiKeyId, ApiKey> keys = records.of(RecordTypes.API_KEYS);
            ApiKey key = keys.lock(tx, id);
            return key.revokedAt() != null ? key : keys.update(tx, key.revoked(clock.instant()));
        });
    }
}
