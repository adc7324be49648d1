package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps jobs in memory. */
final class MemoryJobStore implements JobStore {
    private static final Comparator<WaitingJob> OLDEST_FIRST = Comparator.comparing(WaitingJob::due)
            .thenComparing(waiting -> waiting.job().id().value(), ListOrder.IDS);

    private final Database database;

    MemoryJobStore(Database database) {
        this.database = database;
    }

    @Override
    public void enqueue(Tx tx, JobId id, String kind, Map<String, Object> payload, Instant now) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        Rows<JobId, WaitingJob> jobs = ours.rows(database.jobs);
        if (jobs.get(id) != null) {
            throw new AlreadyExists("job.already_exists", "id", "there is a job with this id already");
        }
        Job job = Micros.in(new Job(id, kind, Map.copyOf(payload), Status.QUEUED, 0, null, null, now, now));
        jobs.put(id, new WaitingJob(tx.tenant(), job, job.createdAt()));
    }

    @Override
    public Optional<Job> find(Tx tx, JobId id) {
        return Optional.ofNullable(MemoryTx.of(tx).rows(database.jobs).get(id)).map(WaitingJob::job);
    }

    @Override
    public List<Claimed> claim(Set<String> kinds, int most, Duration lease, Instant now) {
        return database.change(work -> database.jobs.tenants().stream()
                .flatMap(tenant -> work.rows(database.jobs, tenant).all().stream())
                .filter(waiting -> kinds.contains(waiting.job().kind()) && isDue(waiting, now))
                .sorted(OLDEST_FIRST)
                .limit(most)
                .map(waiting -> claimed(work, waiting, lease, now))
                .toList());
    }

    @Override
    public void succeed(TenantId tenant, JobId id, Map<String, Object> result, Instant now) {
        change(tenant, id, Status.SUCCEEDED, null, Map.copyOf(result), now, now);
    }

    @Override
    public void end(TenantId tenant, JobId id, Status status, String error, Instant now) {
        change(tenant, id, status, error, null, now, now);
    }

    @Override
    public void retryAt(TenantId tenant, JobId id, String error, Instant due, Instant now) {
        change(tenant, id, Status.QUEUED, error, null, due, now);
    }

    private static boolean isDue(WaitingJob waiting, Instant now) {
        Status status = waiting.job().status();
        return (status == Status.QUEUED || status == Status.RUNNING)
                && !waiting.due().isAfter(now);
    }

    private Claimed claimed(Work work, WaitingJob waiting, Duration lease, Instant now) {
        Job job = waiting.job();
        Job running = Micros.in(new Job(
                job.id(),
                job.kind(),
                job.payload(),
                Status.RUNNING,
                job.tries() + 1,
                job.error(),
                job.result(),
                job.createdAt(),
                now));
        work.rows(database.jobs, waiting.tenant())
                .put(job.id(), new WaitingJob(waiting.tenant(), running, now.plus(lease)));
        return new Claimed(waiting.tenant(), running);
    }

    private void change(
            TenantId tenant,
            JobId id,
            Status status,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            Instant due,
            Instant now) {
        database.change(work -> {
            Rows<JobId, WaitingJob> jobs = work.rows(database.jobs, tenant);
            WaitingJob known = jobs.get(id);
            if (known != null) {
                Job job = known.job();
                Job changed = Micros.in(new Job(
                        id, job.kind(), job.payload(), status, job.tries(), error, result, job.createdAt(), now));
                jobs.put(id, new WaitingJob(tenant, changed, Micros.of(due)));
            }
            return id;
        });
    }
}
