package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.IdempotencyStore.Answer;
import java.time.Instant;

/** An answer that was given to a request with an idempotency key. */
record KeptAnswer(Answer answer, Instant keptAt) {

    /** What an answer is kept by. */
    record Key(String credential, String key) {}

    /** A key of a tenant, which one transaction at a time may hold. */
    record Holding(TenantId tenant, Key key) {}
}
