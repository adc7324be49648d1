package io.aicmo.postgres.event;

import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventLog;
import io.aicmo.postgres.sql.PgTransactions;
import java.time.InstantSource;

/** The door to this area's stores, beside {@link EventBell} and {@link EventRelay}. */
public final class EventStores {
    private EventStores() {}

    public static EventLog log() {
        return new PgEventLog();
    }

    public static EventFeed feed(PgTransactions transactions) {
        return new PgEventFeed(transactions);
    }

    public static EventCursors cursors(PgTransactions transactions, InstantSource clock) {
        return new PgEventCursors(transactions, clock);
    }
}
