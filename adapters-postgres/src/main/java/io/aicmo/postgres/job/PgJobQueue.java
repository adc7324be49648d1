package io.aicmo.postgres.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.job.JobQueue;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.Session;
import io.aicmo.postgres.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands out the jobs of their table, as the role that has nothing but the jobs, of every tenant. */
final class PgJobQueue implements JobQueue {
    private static final UUID NOBODY = new UUID(0, 0);

    private final PgTransactions transactions;
    private final Consumer<TenantId> bell;

    /** @param bell is rung when jobs went on or ended */
    PgJobQueue(PgTransactions transactions, Consumer<TenantId> bell) {
        this.transactions = transactions;
        this.bell = bell;
    }

    @Override
    public List<Claimed> claim(Turns turns) {
        List<Map.Entry<String, Integer>> kinds = List.copyOf(turns.kinds().entrySet());
        TenantId after = turns.after();
        return as(session -> session.sql("""
                        select tenant_id, lease, id, kind, payload, priority, status, progress_done, progress_total,
                            tries, error, result, asked_by, hops, quiet, cancel_requested, due_at, created_at, updated_at
                        from claim_jobs(cast(:kinds as text[]), cast(:caps as int[]), :most, :portion, :behind,
                            cast(:without as uuid[]), :now, :lease_ends) with ordinality
                        order by ordinality
                        """)
                .bind("kinds", kinds.stream().map(Map.Entry::getKey).toList())
                .bind("caps", kinds.stream().map(Map.Entry::getValue).toList())
                .bind("most", turns.most())
                .bind("portion", turns.portion())
                .bind("behind", after == null ? NOBODY : after.value())
                .bind("without", turns.without())
                .bind("now", turns.now())
                .bind("lease_ends", turns.now().plus(turns.lease()))
                .list(row -> new Claimed(lease(row), JobRows.job(row))));
    }

    @Override
    public Set<Lease> end(List<Outcome> outcomes, Instant now) {
        Set<Lease> kept = Set.copyOf(as(session -> leased(session, outcomes, Outcome::lease, """
                        with ended as (
                        update jobs j set status = o.status, ready = o.status = 'queued' and o.due_at <= :now,
                            progress_done = o.done, progress_total = o.total, error = nullif(o.error, ''),
                            result = cast(nullif(o.result, '') as jsonb), due_at = o.due_at, tries = j.tries - o.uncounted,
                            updated_at = :now
                        from unnest(cast(:tenants as uuid[]), cast(:jobs as uuid[]), cast(:leases as bigint[]),
                            cast(:statuses as text[]), cast(:done as bigint[]), cast(:total as bigint[]),
                            cast(:errors as text[]), cast(:results as text[]), cast(:due as timestamptz[]),
                            cast(:uncounted as int[]))
                            as o (tenant_id, id, lease, status, done, total, error, result, due_at, uncounted)
                        where j.tenant_id = o.tenant_id and j.id = o.id and j.lease = o.lease and j.status = 'running'
                        returning j.tenant_id, j.id, j.lease, j.kind, j.status, j.tries, j.error, j.asked_by, j.hops,
                            j.quiet
                        ), told as (
                            insert into domain_events (tenant_id, type, ids, told_at, hops, data)
                            select e.tenant_id, 'job.finished', array_agg(event_id(e.id, 'end ' || e.lease)), :now,
                                e.hops,
                                jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                    'job_id', e.id, 'kind', e.kind, 'status', e.status, 'tries', e.tries,
                                    'error', e.error, 'asked_by', e.asked_by)))
                            from ended e
                            where e.status <> 'queued' and not e.quiet
                            group by e.tenant_id, e.hops
                        )
                        select e.tenant_id, e.id, e.lease from ended e
                        """)
                .bind("statuses", each(outcomes, Outcome::status))
                .bind("done", each(outcomes, outcome -> outcome.progress().done()))
                .bind("total", each(outcomes, outcome -> outcome.progress().total()))
                .bind("errors", each(outcomes, outcome -> outcome.error() == null ? "" : outcome.error()))
                .bind("results", each(outcomes, outcome -> outcome.result() == null ? "" : Json.text(outcome.result())))
                .bind("due", each(outcomes, Outcome::dueAt))
                .bind("uncounted", each(outcomes, outcome -> outcome.counts() ? 0 : 1))
                .bind("now", now)
                .list(PgJobQueue::lease)));
        kept.stream().map(Lease::tenant).distinct().forEach(bell);
        return kept;
    }

    @Override
    public Map<Lease, Boolean> beat(List<Beat> beats, Instant until, Instant now) {
        Map<Lease, Boolean> held = new HashMap<>();
        as(session -> leased(session, beats, Beat::lease, """
                        with further as (
                            select j.tenant_id, j.id, j.lease, j.kind, j.asked_by, j.hops, b.done, b.total
                            from unnest(cast(:tenants as uuid[]), cast(:jobs as uuid[]), cast(:leases as bigint[]),
                                cast(:done as bigint[]), cast(:total as bigint[])) as b (tenant_id, id, lease, done, total)
                            join jobs j on j.tenant_id = b.tenant_id and j.id = b.id and j.lease = b.lease
                                and j.status = 'running' and not j.quiet and (j.progress_done, j.progress_total) <> (b.done, b.total)
                        ), told as (
                            insert into domain_events (tenant_id, type, ids, told_at, hops, data)
                            select f.tenant_id, 'job.progress',
                                array_agg(event_id(f.id, concat_ws(' ', 'at', f.lease, f.done, f.total, cast(:now as text)))), :now,
                                f.hops,
                                jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                    'job_id', f.id, 'kind', f.kind, 'done', f.done, 'total', f.total,
                                    'asked_by', f.asked_by)))
                            from further f
                            group by f.tenant_id, f.hops
                        )
                        update jobs j set due_at = :until, progress_done = b.done, progress_total = b.total,
                            updated_at = :now
                        from unnest(cast(:tenants as uuid[]), cast(:jobs as uuid[]), cast(:leases as bigint[]),
                            cast(:done as bigint[]), cast(:total as bigint[])) as b (tenant_id, id, lease, done, total)
                        where j.tenant_id = b.tenant_id and j.id = b.id and j.lease = b.lease and j.status = 'running'
                        returning j.tenant_id, j.id, j.lease, j.cancel_requested
                        """)
                .bind("done", each(beats, beat -> beat.progress().done()))
                .bind("total", each(beats, beat -> beat.progress().total()))
                .bind("until", until)
                .bind("now", now)
                .list(row -> held.put(lease(row), row.getBoolean("cancel_requested")) == null));
        held.keySet().stream().map(Lease::tenant).distinct().forEach(bell);
        return held;
    }

    @Override
    public List<Depth> depths(Set<String> kinds, Instant now) {
        return as(session -> session.sql("""
                        select k.kind, waiting.queued, oldest.due_at
                        from unnest(cast(:kinds as text[])) as k (kind)
                        cross join lateral (
                            select count(*) as queued from (
                                select from jobs j
                                where j.kind = k.kind and j.ready and j.status in ('queued', 'running')
                                    and j.due_at <= :now
                                limit :counted) as one_by_one) waiting
                        left join lateral (
                            select j.due_at from jobs j
                            where j.kind = k.kind and j.ready and j.status in ('queued', 'running')
                                and j.due_at <= :now
                            order by j.due_at
                            limit 1) oldest on true
                        order by k.kind collate "C"
                        """)
                .bind("kinds", kinds)
                .bind("counted", COUNTED)
                .bind("now", now)
                .list(row -> depth(row, now)));
    }

    private static Depth depth(ResultSet row, Instant now) throws SQLException {
        Instant oldest = Columns.instantOrNull(row, "due_at");
        Duration lag = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
        return new Depth(Columns.text(row, "kind"), row.getLong("queued"), lag);
    }

    private <T> T as(Function<Session, T> work) {
        return transactions.across(transactions.roles().jobs(), work);
    }

    private static <T> Sql leased(Session session, List<T> all, Function<T, Lease> lease, String sql) {
        return session.sql(sql)
                .bind("tenants", each(all, one -> lease.apply(one).tenant()))
                .bind("jobs", each(all, one -> lease.apply(one).job()))
                .bind("leases", each(all, one -> lease.apply(one).number()));
    }

    private static <T> Collection<?> each(List<T> all, Function<T, ?> part) {
        return all.stream().map(part).toList();
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                new TenantId(Columns.uuid(row, "tenant_id")), new JobId(Columns.uuid(row, "id")), row.getLong("lease"));
    }
}
