package io.aicmo.application.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.NotFound;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobStore;
import java.time.InstantSource;
import java.util.List;

/** Cancels a job, or has it tried anew, with what follows from that for whatever the job is a part of. */
public final class ControlJob {
    private final JobStore jobs;
    private final List<JobConsequence<?>> consequences;
    private final InstantSource clock;

    public ControlJob(JobStore jobs, List<JobConsequence<?>> consequences, InstantSource clock) {
        this.jobs = jobs;
        this.consequences = List.copyOf(consequences);
        this.clock = clock;
    }

    /**
     * Cancels a job: at once if it waits; if it runs, its handler is told.
     *
     * @throws NotFound if there is no such job
     * @throws Rejected {@code job.is_over}, if it has ended
     */
    public Job cancel(Tx tx, JobId id) {
        Job job = jobs.cancel(tx, id, clock.instant());
        consequences.forEach(one -> cancelled(tx, job, one));
        return job;
    }

    /**
     * Has a job that failed, died or was cancelled tried anew, as if it had never been begun.
     *
     * @throws NotFound if there is no such job
     * @throws Rejected {@code job.not_retryable}, {@code job.already_queued}
     */
    public Job retry(Tx tx, JobId id) {
        Job job = jobs.retry(tx, id, clock.instant());
        consequences.forEach(one -> retried(tx, job, one));
        return job;
    }

    private static <P extends Record> void cancelled(Tx tx, Job job, JobConsequence<P> consequence) {
        if (consequence.kind().name().equals(job.kind())) {
            consequence.cancelled(tx, consequence.kind().read(job.payload()));
        }
    }

    private static <P extends Record> void retried(Tx tx, Job job, JobConsequence<P> consequence) {
        if (consequence.kind().name().equals(job.kind())) {
            consequence.retried(tx, consequence.kind().read(job.payload()));
        }
    }
}
