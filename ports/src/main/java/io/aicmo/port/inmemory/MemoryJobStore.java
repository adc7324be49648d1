package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.port.event.JobEvents;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.NewJob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps a tenant's jobs in memory. */
final class MemoryJobStore implements JobStore {
    private static final Comparator<Job> NEWEST_FIRST =
            Comparator.comparing((Job job) -> job.id().value(), ListOrder.IDS).reversed();

    private final Database database;
    private final MemoryEventLog log;
    private final JobEvents events;

    MemoryJobStore(Database database, Ids ids) {
        this.database = database;
        this.log = new MemoryEventLog(database);
        this.events = new JobEvents(ids);
    }

    @Override
    public JobId enqueue(Tx tx, NewJob asked) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        Rows<JobId, WaitingJob> jobs = ours.rows(database.jobs);
        Optional<WaitingJob> same = withKey(jobs, asked.kind(), asked.key());
        if (same.isPresent()) {
            return same.get().job().id();
        }
        if (jobs.get(asked.id()) != null) {
            throw new AlreadyExists("job.already_exists", "id", "there is a job with this id already");
        }
        Job job = Micros.in(new Job(
                asked.id(),
                asked.kind(),
                asked.payload(),
                asked.priority(),
                Status.QUEUED,
                Progress.NONE,
                0,
                null,
                null,
                tx.actor().id(),
                Math.max(asked.hops(), tx.actor().hops()),
                asked.quiet(),
                false,
                asked.dueAt(),
                asked.now(),
                asked.now()));
        jobs.put(asked.id(), new WaitingJob(tx.tenant(), job, asked.key(), 0));
        return asked.id();
    }

    @Override
    public Optional<Job> find(Tx tx, JobId id) {
        return Optional.ofNullable(MemoryTx.of(tx).rows(database.jobs).get(id)).map(WaitingJob::job);
    }

    @Override
    public Page<Job> list(Tx tx, Filter filter, @Nullable Position after, int limit) {
        List<Job> found = MemoryTx.of(tx).rows(database.jobs).all().stream()
                .map(WaitingJob::job)
                .filter(job -> filter.kind() == null || filter.kind().equals(job.kind()))
                .filter(job -> filter.status() == null || filter.status() == job.status())
                .filter(job -> filter.askedBy() == null || filter.askedBy().equals(job.askedBy()))
                .filter(job -> after == null || ListOrder.IDS.compare(job.id().value(), after.id()) < 0)
                .sorted(NEWEST_FIRST)
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<Job> page = more ? found.subList(0, limit) : found;
        return new Page<>(
                page, more ? new Position(null, page.get(limit - 1).id().value()) : null);
    }

    @Override
    public Job cancel(Tx tx, JobId id, Instant now) {
        WaitingJob known = locked(tx, id);
        if (!known.job().status().isLive()) {
            throw Rejected.of("job.is_over", "the job has ended");
        }
        Job changed = put(tx, known.cancelled(now));
        events.changed(known.job(), changed).ifPresent(event -> log.publish(tx, event));
        return changed;
    }

    @Override
    public Job retry(Tx tx, JobId id, Instant now) {
        WaitingJob known = locked(tx, id);
        if (!known.job().status().isRetryable()) {
            throw Rejected.of("job.not_retryable", "only what failed, died or was cancelled can be tried anew");
        }
        Rows<JobId, WaitingJob> jobs = MemoryTx.of(tx).rows(database.jobs);
        if (withKey(jobs, known.job().kind(), known.key()).isPresent()) {
            throw Rejected.of("job.already_queued", "the same job waits or runs already");
        }
        return put(tx, known.retried(now));
    }

    private WaitingJob locked(Tx tx, JobId id) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        WaitingJob known = ours.rows(database.jobs).get(id);
        if (known == null) {
            throw new NotFound("job", id);
        }
        return known;
    }

    private Job put(Tx tx, WaitingJob changed) {
        MemoryTx.of(tx).rows(database.jobs).put(changed.job().id(), changed);
        return changed.job();
    }

    private static Optional<WaitingJob> withKey(Rows<JobId, WaitingJob> jobs, String kind, @Nullable String key) {
        Predicate<WaitingJob> same =
                one -> one.job().kind().equals(kind) && one.job().status().isLive() && Objects.equals(one.key(), key);
        return key == null ? Optional.empty() : jobs.all().stream().filter(same).findFirst();
    }
}
