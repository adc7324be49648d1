package io.aicmo.postgres.event;

import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventPosition;
import io.aicmo.postgres.sql.PgTransactions;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps how far each listener has heard in their table. */
final class PgEventCursors implements EventCursors {
    private final PgTransactions transactions;
    private final InstantSource clock;

    PgEventCursors(PgTransactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public EventPosition position(String listener, long ifNew) {
        Optional<EventPosition> known = find(listener);
        if (known.isPresent()) {
            return known.get();
        }
        EventPosition from = EventPosition.endOf(ifNew);
        transactions.across(
                transactions.roles().events(),
                session -> session.sql("""
                        insert into event_cursors (listener, position, part, moved_at)
                        values (:listener, :position, :part, :now)
                        on conflict do nothing
                        """)
                        .bind("listener", listener)
                        .bind("position", from.number())
                        .bind("part", from.part())
                        .bind("now", clock.instant())
                        .execute());
        return find(listener).orElseThrow();
    }

    private Optional<EventPosition> find(String listener) {
        return transactions.across(
                transactions.roles().events(),
                session -> session.sql("select position, part from event_cursors where listener = :listener")
                        .bind("listener", listener)
                        .find(row -> new EventPosition(row.getLong("position"), row.getInt("part"))));
    }

    @Override
    public boolean advance(String listener, EventPosition from, EventPosition to) {
        return transactions.across(
                        transactions.roles().events(),
                        session -> session.sql("""
                                update event_cursors set position = :to, part = :to_part, moved_at = :now
                                where listener = :listener and position = :from and part = :from_part
                                """)
                                .bind("listener", listener)
                                .bind("from", from.number())
                                .bind("from_part", from.part())
                                .bind("to", to.number())
                                .bind("to_part", to.part())
                                .bind("now", clock.instant())
                                .execute())
                == 1;
    }
}
