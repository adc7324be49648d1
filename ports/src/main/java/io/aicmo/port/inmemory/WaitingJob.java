package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobQueue.Claimed;
import io.aicmo.port.job.JobQueue.Lease;
import io.aicmo.port.job.JobQueue.Outcome;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, and whose it is.
 *
 * @param key see {@link io.aicmo.port.job.NewJob#key}
 * @param lease the number of its last lease
 */
record WaitingJob(TenantId tenant, Job job, @Nullable String key, long lease) {
    Claimed claimed() {
        return new Claimed(new Lease(tenant, job.id(), lease), job);
    }

    boolean isHeldBy(Lease by) {
        return job.status() == Status.RUNNING && lease == by.number();
    }

    /** Due again, because whoever ran it was given up. */
    WaitingJob givenUp(Instant now) {
        return with(
                Status.QUEUED,
                job.progress(),
                job.tries(),
                job.error(),
                job.result(),
                job.cancelRequested(),
                job.dueAt(),
                now);
    }

    WaitingJob taken(Instant until, Instant now) {
        return new WaitingJob(tenant, job, key, lease + 1)
                .with(
                        Status.RUNNING,
                        job.progress(),
                        job.tries() + 1,
                        job.error(),
                        job.result(),
                        job.cancelRequested(),
                        until,
                        now);
    }

    WaitingJob ended(Outcome outcome, Instant now) {
        return with(
                outcome.status(),
                outcome.progress(),
                outcome.counts() ? job.tries() : job.tries() - 1,
                outcome.error(),
                outcome.result(),
                job.cancelRequested(),
                outcome.dueAt(),
                now);
    }

    WaitingJob beating(Progress progress, Instant until, Instant now) {
        return with(
                Status.RUNNING, progress, job.tries(), job.error(), job.result(), job.cancelRequested(), until, now);
    }

    WaitingJob cancelled(Instant now) {
        boolean runs = job.status() == Status.RUNNING;
        return with(
                runs ? Status.RUNNING : Status.CANCELLED,
                job.progress(),
                job.tries(),
                job.error(),
                job.result(),
                runs,
                job.dueAt(),
                now);
    }

    WaitingJob retried(Instant now) {
        return with(Status.QUEUED, Progress.NONE, 0, job.error(), null, false, now, now);
    }

    private WaitingJob with(
            Status status,
            Progress progress,
            int tries,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            boolean cancelRequested,
            Instant dueAt,
            Instant now) {
        Job changed = Micros.in(new Job(
                job.id(),
                job.kind(),
                job.payload(),
                job.priority(),
                status,
                progress,
                tries,
                error,
                result,
                job.askedBy(),
                job.hops(),
                job.quiet(),
                cancelRequested,
                dueAt,
                job.createdAt(),
                now));
        return new WaitingJob(tenant, changed, key, lease);
    }
}
