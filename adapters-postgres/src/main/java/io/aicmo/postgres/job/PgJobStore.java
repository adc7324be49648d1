package io.aicmo.postgres.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Session;
import io.aicmo.postgres.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Keeps jobs in their table. Those who do the work act as the role that has nothing but the jobs, of every tenant. */
final class PgJobStore implements JobStore {
    private final PgTransactions transactions;

    PgJobStore(PgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void enqueue(Tx tx, JobId id, String kind, Map<String, Object> payload, Instant now) {
        PgTx.sql(tx, """
                        insert into jobs (tenant_id, id, kind, payload, status, tries, due_at, created_at, updated_at)
                        values (:tenant, :id, :kind, cast(:payload as jsonb), 'queued', 0, :now, :now, :now)
                        """)
                .bind("id", id)
                .bind("kind", kind)
                .bind("payload", Json.text(payload))
                .bind("now", now)
                .execute();
    }

    @Override
    public Optional<Job> find(Tx tx, JobId id) {
        return PgTx.sql(tx, """
                        select id, kind, payload, status, tries, error, result, created_at, updated_at from jobs
                        where tenant_id = :tenant and id = :id
                        """).bind("id", id).find(PgJobStore::job);
    }

    /** A running job is due when its lease ends, so that one index finds both what waits and what was given up. */
    @Override
    public List<Claimed> claim(Set<String> kinds, int most, Duration lease, Instant now) {
        return as(session -> session.sql("""
                        with due as materialized (
                            select first.tenant_id, first.id, first.due_at
                            from unnest(cast(:kinds as text[])) as wanted (kind)
                            cross join lateral (
                                select j.tenant_id, j.id, j.due_at from jobs j
                                where j.kind = wanted.kind and j.status in ('queued', 'running') and j.due_at <= :now
                                order by j.due_at, j.id
                                limit :most
                                for update skip locked) first
                            order by first.due_at, first.id
                            limit :most
                        ), taken as (
                            update jobs j set status = 'running', tries = j.tries + 1, due_at = :lease_ends,
                                updated_at = :now
                            from due
                            where j.tenant_id = due.tenant_id and j.id = due.id
                            returning j.tenant_id, j.id, j.kind, j.payload, j.status, j.tries, j.error, j.result,
                                j.created_at, j.updated_at, due.due_at
                        )
                        select tenant_id, id, kind, payload, status, tries, error, result, created_at, updated_at
                        from taken
                        order by due_at, id
                        """)
                .bind("kinds", kinds)
                .bind("most", most)
                .bind("now", now)
                .bind("lease_ends", now.plus(lease))
                .list(row -> new Claimed(new TenantId(Columns.uuid(row, "tenant_id")), job(row))));
    }

    @Override
    public void succeed(TenantId tenant, JobId id, Map<String, Object> result, Instant now) {
        as(session -> job(session, """
                        update jobs set status = 'succeeded', result = cast(:result as jsonb), error = null,
                            updated_at = :now
                        where tenant_id = :tenant_id and id = :id and status = 'running'
                        """, tenant, id)
                .bind("result", Json.text(result))
                .bind("now", now)
                .execute());
    }

    @Override
    public void end(TenantId tenant, JobId id, Job.Status status, String error, Instant now) {
        if (status != Job.Status.FAILED && status != Job.Status.DEAD) {
            throw new IllegalArgumentException("a job does not end badly as " + status);
        }
        as(session -> job(session, """
                        update jobs set status = :status, error = :error, updated_at = :now
                        where tenant_id = :tenant_id and id = :id and status = 'running'
                        """, tenant, id)
                .bind("status", status)
                .bind("error", error)
                .bind("now", now)
                .execute());
    }

    @Override
    public void retryAt(TenantId tenant, JobId id, String error, Instant due, Instant now) {
        as(session -> job(session, """
                        update jobs set status = 'queued', error = :error, due_at = :due, updated_at = :now
                        where tenant_id = :tenant_id and id = :id and status = 'running'
                        """, tenant, id)
                .bind("error", error)
                .bind("due", due)
                .bind("now", now)
                .execute());
    }

    private <T> T as(Function<Session, T> work) {
        return transactions.across(transactions.roles().jobs(), work);
    }

    private static Sql job(Session session, String sql, TenantId tenant, JobId id) {
        return session.sql(sql).bind("tenant_id", tenant).bind("id", id);
    }

    private static Job job(ResultSet row) throws SQLException {
        String result = row.getString("result");
        return new Job(
                new JobId(Columns.uuid(row, "id")),
                Columns.text(row, "kind"),
                Json.object(Columns.text(row, "payload")),
                Job.Status.valueOf(Columns.text(row, "status").toUpperCase(Locale.ROOT)),
                row.getInt("tries"),
                row.getString("error"),
                result == null ? null : Json.object(result),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "updated_at"));
    }
}
