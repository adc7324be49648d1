package io.aicmo.postgres.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Tx;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.job.ScheduledJob;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Keeps schedules in their table. Those who look at the clock do so as the role of the workers, for every tenant. */
final class PgScheduleStore implements ScheduleStore {
    private final PgTransactions transactions;

    PgScheduleStore(PgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<ScheduledJob> list(Tx tx) {
        return PgTx.sql(tx, """
                        select name, next_at, last_at, last_job_id, paused_at from scheduled_jobs
                        where tenant_id = :tenant
                        order by name collate "C"
                        """).list(PgScheduleStore::schedule);
    }

    @Override
    public Optional<ScheduledJob> lock(Tx tx, String name) {
        return PgTx.sql(tx, """
                        select name, next_at, last_at, last_job_id, paused_at from scheduled_jobs
                        where tenant_id = :tenant and name = :name
                        for update
                        """).bind("name", name).find(PgScheduleStore::schedule);
    }

    @Override
    public void update(Tx tx, ScheduledJob changed) {
        PgTx.sql(tx, """
                        update scheduled_jobs set next_at = :next, last_at = :last, last_job_id = :job, paused_at = :paused
                        where tenant_id = :tenant and name = :name
                        """)
                .bind("name", changed.name())
                .bind("next", changed.nextAt())
                .bind("last", changed.lastAt())
                .bind("job", changed.lastJob())
                .bind("paused", changed.pausedAt())
                .execute();
    }

    @Override
    public List<Missing> missing(Set<String> names, int most) {
        return as(session -> session.sql("""
                        select t.id as tenant_id, t.time_zone, n.name
                        from tenants t
                        cross join unnest(cast(:names as text[])) as n (name)
                        where not exists (
                            select from scheduled_jobs s where s.tenant_id = t.id and s.name = n.name)
                        limit :most
                        """)
                .bind("names", names)
                .bind("most", most)
                .list(row -> new Missing(tenant(row), zone(row), Columns.text(row, "name"))));
    }

    @Override
    public void begin(List<Beginning> beginnings) {
        if (beginnings.isEmpty()) {
            return;
        }
        as(session -> session.sql("""
                        insert into scheduled_jobs (tenant_id, name, next_at)
                        select * from unnest(cast(:tenants as uuid[]), cast(:names as text[]), cast(:next as timestamptz[]))
                        on conflict do nothing
                        """)
                .bind("tenants", each(beginnings, Beginning::tenant))
                .bind("names", each(beginnings, Beginning::name))
                .bind("next", each(beginnings, Beginning::nextAt))
                .execute());
    }

    @Override
    public List<Due> due(Set<String> names, Instant now, int most) {
        return as(session -> session.sql("""
                        select s.tenant_id, t.time_zone, s.name, s.next_at, s.last_at, s.last_job_id, s.paused_at
                        from scheduled_jobs s
                        join tenants t on t.id = s.tenant_id
                        where s.next_at <= :now and s.paused_at is null and s.name = any (cast(:names as text[]))
                        order by s.next_at
                        limit :most
                        """)
                .bind("names", names)
                .bind("now", now)
                .bind("most", most)
                .list(row -> new Due(tenant(row), zone(row), schedule(row))));
    }

    /** What another node is firing at this moment is left to it, so that no two wait for each other. */
    @Override
    public int fire(List<Firing> firings, Instant now) {
        if (firings.isEmpty()) {
            return 0;
        }
        return as(session -> session.sql("""
                        with held as materialized (
                            select s.tenant_id, s.name, f.scheduled_for, f.next_at, f.job_id, f.payload, f.priority,
                                f.quiet
                            from scheduled_jobs s
                            join unnest(cast(:tenants as uuid[]), cast(:names as text[]), cast(:was as timestamptz[]),
                                cast(:scheduled as timestamptz[]), cast(:next as timestamptz[]), cast(:jobs as uuid[]),
                                cast(:payloads as text[]), cast(:priorities as smallint[]), cast(:quiet as boolean[]))
                                as f (tenant_id, name, was, scheduled_for, next_at, job_id, payload, priority, quiet)
                                on s.tenant_id = f.tenant_id and s.name = f.name and s.next_at = f.was
                            where s.paused_at is null
                            for update of s skip locked
                        ), fired as (
                            update scheduled_jobs s
                            set next_at = f.next_at, last_at = f.scheduled_for, last_job_id = f.job_id
                            from held f
                            where s.tenant_id = f.tenant_id and s.name = f.name
                            returning s.tenant_id, s.name, f.job_id, f.payload, f.priority, f.quiet
                        ), enqueued as (
                            insert into jobs (tenant_id, id, kind, payload, priority, quiet, due_at, created_at, updated_at)
                            select tenant_id, job_id, name, cast(payload as jsonb), priority, quiet, :now, :now, :now
                            from fired
                            returning id
                        )
                        select count(*) from enqueued
                        """)
                .bind("tenants", each(firings, Firing::tenant))
                .bind("names", each(firings, Firing::name))
                .bind("was", each(firings, Firing::was))
                .bind("scheduled", each(firings, Firing::scheduledFor))
                .bind("next", each(firings, Firing::next))
                .bind("jobs", each(firings, Firing::jobId))
                .bind("payloads", each(firings, firing -> Json.text(firing.job().payload())))
                .bind(
                        "priorities",
                        each(firings, firing -> firing.job().priority().rank()))
                .bind("quiet", each(firings, firing -> firing.job().quiet()))
                .bind("now", now)
                .find(row -> row.getInt(1))
                .orElseThrow());
    }

    private <T> T as(Function<Session, T> work) {
        return transactions.across(transactions.roles().jobs(), work);
    }

    private static <T> Collection<?> each(List<T> all, Function<T, ?> part) {
        return all.stream().map(part).toList();
    }

    private static TenantId tenant(ResultSet row) throws SQLException {
        return new TenantId(Columns.uuid(row, "tenant_id"));
    }

    private static ZoneId zone(ResultSet row) throws SQLException {
        return ZoneId.of(Columns.text(row, "time_zone"));
    }

    private static ScheduledJob schedule(ResultSet row) throws SQLException {
        UUID job = Columns.uuidOrNull(row, "last_job_id");
        return new ScheduledJob(
                Columns.text(row, "name"),
                Columns.instant(row, "next_at"),
                Columns.instantOrNull(row, "last_at"),
                job == null ? null : new JobId(job),
                Columns.instantOrNull(row, "paused_at"));
    }
}
