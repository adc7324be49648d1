package io.aicmo.postgres.messaging;

import io.aicmo.port.Records;
import io.aicmo.port.messaging.OutboxStore;

/** The door to this area's stores. */
public final class MessagingStores {
    private MessagingStores() {}

    /** @param records keep the messages themselves */
    public static OutboxStore outbox(Records records) {
        return new PgOutboxStore(records);
    }
}
