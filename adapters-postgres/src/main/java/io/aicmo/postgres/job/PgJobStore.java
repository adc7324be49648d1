package io.aicmo.postgres.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.event.JobEvents;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.NewJob;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Failures;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a tenant's jobs in their table. */
final class PgJobStore implements JobStore {
    private static final String UNIQUE_VIOLATION = "23505";

    private final EventLog log;
    private final JobEvents events;

    PgJobStore(EventLog log, JobEvents events) {
        this.log = log;
        this.events = events;
    }

    @Override
    public JobId enqueue(Tx tx, NewJob job) {
        if (job.key() == null) {
            insert(tx, job).execute();
            return job.id();
        }
        // Nobody is found where another transaction's job with the key was in the way and ended meanwhile.
        Optional<JobId> found = Optional.empty();
        while (found.isEmpty()) {
            found = insert(tx, job).find(row -> new JobId(Columns.uuid(row, "id")));
        }
        return found.get();
    }

    private static Sql insert(Tx tx, NewJob job) {
        return PgTx.sql(tx, """
                        with made as (
                            insert into jobs (tenant_id, id, kind, payload, priority, ready, dedupe_key, asked_by, hops, quiet,
                                due_at, created_at, updated_at)
                            values (:tenant, :id, :kind, cast(:payload as jsonb), :priority, :ready, :key, :asked_by, :hops, :quiet,
                                :due, :now, :now)
                            on conflict (tenant_id, kind, dedupe_key)
                                where dedupe_key is not null and status in ('queued', 'running') do nothing
                            returning id
                        )
                        select id from made
                        union all
                        select id from jobs
                        where tenant_id = :tenant and kind = :kind and dedupe_key = :key
                            and status in ('queued', 'running')
                        limit 1
                        """)
                .bind("id", job.id())
                .bind("kind", job.kind())
                .bind("payload", Json.text(job.payload()))
                .bind("priority", job.priority().rank())
                .bind("ready", !job.dueAt().isAfter(job.now()))
                .bind("key", job.key())
                .bind("asked_by", tx.actor().id())
                .bind("hops", Math.max(job.hops(), tx.actor().hops()))
                .bind("quiet", job.quiet())
                .bind("due", job.dueAt())
                .bind("now", job.now());
    }

    @Override
    public Optional<Job> find(Tx tx, JobId id) {
        return PgTx.sql(tx, "select " + JobRows.COLUMNS + " from jobs where tenant_id = :tenant and id = :id")
                .bind("id", id)
                .find(JobRows::job);
    }

    @Override
    public Page<Job> list(Tx tx, Filter filter, @Nullable Position after, int limit) {
        String conditions = (filter.kind() == null ? "" : " and kind = :kind")
                + (filter.status() == null ? "" : " and status = :status")
                + (filter.askedBy() == null ? "" : " and asked_by = :asked_by")
                + (after == null ? "" : " and id < :after");
        List<Job> found = PgTx.sql(
                        tx,
                        "select " + JobRows.COLUMNS + " from jobs where tenant_id = :tenant" + conditions
                                + " order by id desc limit :most")
                .bind("kind", filter.kind())
                .bind("status", filter.status())
                .bind("asked_by", filter.askedBy())
                .bind("after", after == null ? null : after.id())
                .bind("most", limit + 1)
                .list(JobRows::job);
        boolean more = found.size() > limit;
        List<Job> page = more ? found.subList(0, limit) : found;
        return new Page<>(
                page, more ? new Position(null, page.get(limit - 1).id().value()) : null);
    }

    @Override
    public Job cancel(Tx tx, JobId id, Instant now) {
        Job changed = changed(tx, id, now, """
                update jobs set
                    status = case when status = 'running' then 'running' else 'cancelled' end,
                    ready = false,
                    cancel_requested = status = 'running',
                    updated_at = :now
                where tenant_id = :tenant and id = :id and status in ('queued', 'running')
                returning\s""")
                .orElseThrow(() -> refusal(tx, id, () -> Rejected.of("job.is_over", "the job has ended")));
        events.ended(changed).ifPresent(event -> log.publish(tx, event));
        return changed;
    }

    @Override
    public Job retry(Tx tx, JobId id, Instant now) {
        try {
            return changed(tx, id, now, """
                    update jobs set status = 'queued', ready = true, tries = 0, result = null, due_at = :now,
                        cancel_requested = false, progress_done = 0, progress_total = 1, updated_at = :now
                    where tenant_id = :tenant and id = :id and status in ('failed', 'dead', 'cancelled')
                    returning\s""")
                    .orElseThrow(() -> refusal(
                            tx,
                            id,
                            () -> Rejected.of(
                                    "job.not_retryable", "only what failed, died or was cancelled can be tried anew")));
        } catch (RuntimeException e) {
            if (Failures.brokenConstraint(e, UNIQUE_VIOLATION).isPresent()) {
                throw Rejected.of("job.already_queued", "the same job waits or runs already");
            }
            throw e;
        }
    }

    private static Optional<Job> changed(Tx tx, JobId id, Instant now, String update) {
        return PgTx.sql(tx, update + JobRows.COLUMNS)
                .bind("id", id)
                .bind("now", now)
                .find(JobRows::job);
    }

    private RuntimeException refusal(Tx tx, JobId id, Supplier<Rejected> no) {
        return find(tx, id).isPresent() ? no.get() : new NotFound("job", id);
    }
}
