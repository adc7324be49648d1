package io.aicmo.postgres.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.port.Tx;
import io.aicmo.port.event.EventLog;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells events by writing them down: one row for each type, with one statement. */
final class PgEventLog implements EventLog {
    @Override
    public void publish(Tx tx, List<DomainEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        List<List<DomainEvent>> tellings = List.copyOf(events.stream()
                .collect(Collectors.groupingBy(DomainEvent::type, LinkedHashMap::new, Collectors.toList()))
                .values());
        PgTx.session(tx).tells();
        PgTx.sql(tx, """
                        insert into domain_events (tenant_id, type, ids, told_at, data)
                        select :tenant, t.type, cast(t.ids as uuid[]), t.told_at, cast(t.data as jsonb)
                        from unnest(cast(:types as text[]), cast(:ids as text[]), cast(:at as timestamptz[]),
                            cast(:data as text[])) with ordinality as t (type, ids, told_at, data, n)
                        order by t.n
                        """)
                .bind("types", tellings.stream().map(some -> some.get(0).type()).toList())
                .bind("ids", tellings.stream().map(PgEventLog::ids).toList())
                .bind(
                        "at",
                        tellings.stream().map(some -> some.get(0).occurredAt()).toList())
                .bind("data", tellings.stream().map(PgEventLog::data).toList())
                .execute();
    }

    private static String ids(List<DomainEvent> events) {
        return events.stream().map(event -> event.id().toString()).collect(Collectors.joining(",", "{", "}"));
    }

    private static String data(List<DomainEvent> events) {
        List<Map<String, Object>> each = events.stream().map(DomainEvent::data).toList();
        return Json.text(each);
    }
}
