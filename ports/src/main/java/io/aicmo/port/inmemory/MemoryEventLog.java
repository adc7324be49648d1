package io.aicmo.port.inmemory;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.port.Tx;
import io.aicmo.port.event.EventLog;
import java.util.List;

/** Tells events in memory: one transaction writes at a time, so they are numbered in the order of the commits. */
final class MemoryEventLog implements EventLog {
    private final Database database;

    MemoryEventLog(Database database) {
        this.database = database;
    }

    @Override
    public void publish(Tx tx, List<DomainEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        tell(ours.rows(database.told), events, tx.actor().hops());
    }

    /** Tells them in work that has the lock. */
    void tell(Rows<Long, ToldEvents> told, List<DomainEvent> events, int hops) {
        long number = database.nextTelling();
        told.put(
                number,
                new ToldEvents(
                        number,
                        events.stream()
                                .map(event -> Micros.in(event.after(hops)))
                                .toList()));
    }
}
