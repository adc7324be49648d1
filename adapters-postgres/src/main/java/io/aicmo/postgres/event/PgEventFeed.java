package io.aicmo.postgres.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener.Interest;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hears what its table holds. Positions without a gap are settled. Where there is a gap, a transaction that took a position
 * runs, or was rolled back: a transaction has its number before it takes a position, so once all have ended that had one
 * when the position after the gap was there, nothing comes into the gap any more.
 */
final class PgEventFeed implements EventFeed {
    private static final int FORGOTTEN_AT_ONCE = 5_000;
    /** Under it stands in the cursors how far events are forgotten. */
    private static final String NOBODY = "";

    /** How many positions it looks at in one go. */
    private static final int LOOKED_AT = 2_000;
    /** A gap that is open for so long is asked about; most close by themselves. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(50).toNanos();

    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private final PgTransactions transactions;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean begun;
    private long settled;
    private @Nullable Gap gap;

    PgEventFeed(PgTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Positions that are not there: their transactions run, or were rolled back.
     *
     * @param before the first position that is there again
     * @param since when the gap was first seen, by the clock of {@link System#nanoTime}
     * @param bound transactions up to this number may have taken its positions; 0 as long as nobody has asked
     */
    private record Gap(long before, long since, long bound) {}

    /**
     * What one look at the database shows, as of one moment.
     *
     * @param oldestRunning all transactions before this one have ended
     */
    private record Look(List<Long> positions, long oldestRunning) {}

    @Override
    public Horizon horizon() {
        lock.lock();
        try {
            if (!begun) {
                begin();
            }
            boolean more = look();
            while (more) {
                more = look();
            }
            return new Horizon(settled, gap != null);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Everything up to the last position that is there now is settled once the transactions have ended that run now.
     *
     * @throws Unavailable if one of them runs long
     */
    private void begin() {
        long last = as(session -> session.sql("select coalesce(max(position), 0) from domain_events")
                        .find(row -> row.getLong(1)))
                .orElseThrow();
        long bound = last == 0 ? 0 : bound();
        long deadline = System.nanoTime() + FIRST_PATIENCE.toNanos();
        while (last > 0 && look(last).oldestRunning <= bound) {
            if (System.nanoTime() - deadline > 0) {
                throw new Unavailable("a transaction runs for so long that no event is settled", FIRST_PATIENCE);
            }
            LockSupport.parkNanos(PATIENCE_NANOS / 10);
        }
        settled = last;
        begun = true;
    }

    /** Moves on as far as it can; whether there is more to look at now. */
    private boolean look() {
        Look now = look(settled);
        int i = 0;
        while (i < now.positions.size() && (now.positions.get(i) == settled + 1 || isOver(now.positions.get(i), now))) {
            settled = now.positions.get(i);
            gap = null;
            i++;
        }
        if (i < now.positions.size()) {
            remember(now.positions.get(i));
        }
        return i == LOOKED_AT;
    }

    private boolean isOver(long before, Look now) {
        return gap != null && gap.before == before && gap.bound > 0 && now.oldestRunning > gap.bound;
    }

    /** A gap becomes smaller when a transaction in its midst ends; then it is another one. */
    private void remember(long before) {
        long now = System.nanoTime();
        if (gap == null || gap.before != before) {
            gap = new Gap(before, now, 0);
        } else if (gap.bound == 0 && now - gap.since > PATIENCE_NANOS) {
            gap = new Gap(before, gap.since, bound());
        }
    }

    /** A transaction's number that is higher than those of all that have begun to write. */
    private long bound() {
        return as(session -> session.sql("select cast(cast(pg_current_xact_id() as text) as bigint)")
                        .find(row -> row.getLong(1)))
                .orElseThrow();
    }

    private Look look(long after) {
        long[] oldestRunning = new long[1];
        List<Long> positions = as(session -> session.sql("""
                        select s.oldest_running, e.position
                        from (select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)
                                as oldest_running) s
                        left join lateral (
                            select position from domain_events
                            where position > :after
                            order by position
                            limit :most) e on true
                        order by e.position
                        """)
                .bind("after", after)
                .bind("most", LOOKED_AT)
                .list(row -> {
                    oldestRunning[0] = row.getLong("oldest_running");
                    return row.getLong("position");
                }));
        return new Look(positions.stream().filter(position -> position > after).toList(), oldestRunning[0]);
    }

    @Override
    public Reading read(Wanted wanted, EventPosition after, long upTo, int most) {
        List<Telling> tellings = after.number() > upTo ? List.of() : tellings(wanted, after, upTo, most);
        List<Told> events = new ArrayList<>();
        EventPosition end = EventPosition.endOf(upTo);
        for (Telling one : tellings) {
            if (events.size() >= most) {
                end = EventPosition.endOf(one.number - 1);
                break;
            }
            one.events().stream().filter(told -> told.position().isAfter(after)).forEach(events::add);
        }
        if (tellings.size() == most && end.number() == upTo) {
            end = EventPosition.endOf(tellings.get(most - 1).number);
        }
        return new Reading(events, end.isAfter(after) ? end : after);
    }

    private List<Telling> tellings(Wanted wanted, EventPosition after, long upTo, int most) {
        List<String> types = types(wanted.topics());
        String ofTenants = wanted.tenants() == null ? "" : " and e.tenant_id = any (cast(:tenants as uuid[]))";
        String ofTypes = types == null ? "" : " and e.type = any (cast(:types as text[]))";
        return as(session -> session.sql("""
                        select e.tenant_id, e.position, e.type, e.ids, e.told_at, e.hops,
                            coalesce(e.data, said.data) as data
                        from (
                            select e.tenant_id, e.position, e.type, e.ids, e.told_at, e.hops, e.data
                            from domain_events e
                            where e.position >= :from and e.position <= :to %s%s
                            order by e.position
                            limit :most) e
                        left join lateral (
                            select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                'activity_id', u.id, 'activity_type', a.type, 'channel', a.channel,
                                'contact_id', a.contact_id, 'lead_id', a.lead_id, 'campaign_id', a.campaign_id,
                                'workspace_id', c.workspace_id, 'occurred_at',
                                to_char(a.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
                                order by u.n) as data
                            from unnest(e.ids) with ordinality as u (id, n)
                            left join crm_activities a on a.tenant_id = e.tenant_id and a.id = u.id
                            left join cmo_campaigns c on c.tenant_id = e.tenant_id and c.id = a.campaign_id
                        ) said on e.data is null
                        order by e.position
                        """.formatted(ofTenants, ofTypes))
                .bind("from", after.part() == Integer.MAX_VALUE ? after.number() + 1 : after.number())
                .bind("to", upTo)
                .bind("tenants", wanted.tenants())
                .bind("types", types)
                .bind("most", most)
                .list(PgEventFeed::telling));
    }

    /** The types that the topics mean, or null for all. */
    private static @Nullable List<String> types(Topics topics) {
        return topics.equals(Topics.ALL)
                ? null
                : EventTypes.ALL.stream()
                        .map(type -> type.name())
                        .filter(topics::match)
                        .toList();
    }

    private record Telling(long number, List<Told> events) {}

    private static Telling telling(ResultSet row) throws SQLException {
        TenantId tenant = new TenantId(Columns.uuid(row, "tenant_id"));
        long number = row.getLong("position");
        String type = Columns.text(row, "type");
        Instant at = Columns.instant(row, "told_at");
        int hops = row.getInt("hops");
        UUID[] ids = (UUID[]) row.getArray("ids").getArray();
        List<Map<String, Object>> data = Json.objects(Columns.text(row, "data"));
        List<Told> events = new ArrayList<>(ids.length);
        for (int part = 0; part < ids.length; part++) {
            DomainEvent event = new DomainEvent(new EventId(ids[part]), type, at, hops, data.get(part));
            events.add(new Told(tenant, new EventPosition(number, part), event));
        }
        return new Telling(number, events);
    }

    @Override
    public Set<TenantId> tenantsWith(Interest interest) {
        return Set.copyOf(as(session -> session.sql("select distinct tenant_id from %s where %s and deleted_at is null"
                        .formatted(interest.records().table(), interest.flag()))
                .list(row -> new TenantId(Columns.uuid(row, "tenant_id")))));
    }

    @Override
    public EventPosition keptFrom() {
        return EventPosition.endOf(
                as(session -> session.sql("select position from event_cursors where listener = :nobody")
                                .bind("nobody", NOBODY)
                                .find(row -> row.getLong("position")))
                        .orElse(0L));
    }

    @Override
    public int forget(Instant before) {
        return as(session -> session.sql("""
                        with oldest as (
                            select e.tenant_id, e.position, e.told_at from domain_events e
                            order by e.position
                            limit :most
                        ), old as (
                            select o.tenant_id, o.position from oldest o
                            where o.told_at < :before and o.position <= coalesce(
                                (select min(c.position) from event_cursors c where c.listener <> :nobody), o.position)
                        ), gone as (
                            delete from domain_events e using old
                            where e.tenant_id = old.tenant_id and e.position = old.position
                            returning e.position
                        ), kept as (
                            insert into event_cursors as c (listener, position, part, moved_at)
                            select :nobody, max(position), 0, :before from gone having count(*) > 0
                            on conflict (listener) do update set
                                position = greatest(c.position, excluded.position), moved_at = excluded.moved_at
                        )
                        select count(*) from gone
                        """)
                        .bind("nobody", NOBODY)
                        .bind("before", before)
                        .bind("most", FORGOTTEN_AT_ONCE)
                        .find(row -> row.getInt(1)))
                .orElseThrow();
    }

    private <T> T as(Function<Session, T> work) {
        return transactions.across(transactions.roles().events(), work);
    }
}
