package io.aicmo.port.inmemory;

import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Tx;
import io.aicmo.port.inmemory.KeptAnswer.Holding;
import java.time.Instant;
import java.util.Optional;

/** Keeps answers to requests in memory. */
final class MemoryIdempotencyStore implements IdempotencyStore {
    private final Database database;

    MemoryIdempotencyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Answer> claim(Tx tx, String credential, String key, Instant now) {
        MemoryTx ours = MemoryTx.of(tx);
        KeptAnswer.Key wanted = new KeptAnswer.Key(credential, key);
        hold(ours, new Holding(tx.tenant(), wanted));
        return Optional.ofNullable(ours.rows(database.answers).get(wanted))
                .filter(kept -> now.isBefore(kept.keptAt().plus(RETENTION)))
                .map(KeptAnswer::answer);
    }

    @Override
    public void keep(Tx tx, String credential, String key, Answer answer, Instant now) {
        MemoryTx.of(tx).rows(database.answers).put(new KeptAnswer.Key(credential, key), new KeptAnswer(answer, now));
    }

    @SuppressWarnings("ReferenceEquality") // it is this very transaction that may hold it
    private void hold(MemoryTx tx, Holding holding) {
        Work holder = database.heldKeys.putIfAbsent(holding, tx.work());
        if (holder == null) {
            tx.work().whenOver(() -> database.heldKeys.remove(holding));
        } else if (holder != tx.work()) {
            throw new StillRunning();
        }
    }
}
