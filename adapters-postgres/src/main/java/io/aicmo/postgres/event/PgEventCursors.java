package io.aicmo.postgres.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.shared.EventId;
import io.aicmo.port.Tx;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventPosition;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
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

    @Override
    public void setAside(Tx tx, SetAside failed) {
        DomainEvent event = failed.event();
        PgTx.sql(tx, """
                        insert into events_set_aside (tenant_id, listener, event_id, type, occurred_at, hops, data, error, at)
                        values (:tenant, :listener, :event, :type, :occurred, :hops, cast(:data as jsonb), :error, :at)
                        on conflict do nothing
                        """)
                .bind("listener", failed.listener())
                .bind("event", event.id())
                .bind("type", event.type())
                .bind("occurred", event.occurredAt())
                .bind("hops", event.hops())
                .bind("data", Json.text(event.data()))
                .bind("error", failed.error())
                .bind("at", failed.at())
                .execute();
    }

    @Override
    public List<SetAside> setAside(Tx tx) {
        return PgTx.sql(tx, """
                        select listener, event_id, type, occurred_at, hops, data, error, at from events_set_aside
                        where tenant_id = :tenant
                        order by at desc
                        limit 100
                        """).list(PgEventCursors::setAside);
    }

    private static SetAside setAside(ResultSet row) throws SQLException {
        DomainEvent event = new DomainEvent(
                new EventId(Columns.uuid(row, "event_id")),
                Columns.text(row, "type"),
                Columns.instant(row, "occurred_at"),
                row.getInt("hops"),
                Json.object(Columns.text(row, "data")));
        return new SetAside(
                Columns.text(row, "listener"), event, Columns.text(row, "error"), Columns.instant(row, "at"));
    }
}
