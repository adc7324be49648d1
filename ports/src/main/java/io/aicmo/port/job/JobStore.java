package io.aicmo.port.job;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant's jobs. A job that is enqueued in a transaction exists if and only if it commits. */
public interface JobStore {
    /**
     * Enqueues a job, in one statement.
     *
     * @return its id; or, if a job of its kind with its key waits or runs, the id of that one
     */
    JobId enqueue(Tx tx, NewJob job);

    /** Enqueues a job of a kind that is not declared here, due at once. */
    default void enqueue(Tx tx, JobId id, String kind, Map<String, Object> payload, Instant now) {
        enqueue(tx, new NewJob(id, kind, payload, Priority.P2, null, now, now));
    }

    /** The job, or empty if the tenant has none with this id. */
    Optional<Job> find(Tx tx, JobId id);

    /**
     * Which jobs are wanted.
     *
     * @param askedBy only what this actor enqueued, or null for everybody's
     */
    record Filter(
            @Nullable String kind,
            Job.@Nullable Status status,
            @Nullable UUID askedBy) {
        /** All of them. */
        public static final Filter ALL = new Filter(null, null, null);
    }

    /**
     * Jobs, the newest first, by their ids, which are made in the order of time.
     *
     * @param after the last one of the page before; its sort key is not looked at
     */
    Page<Job> list(Tx tx, Filter filter, @Nullable Position after, int limit);

    /**
     * Cancels a job: at once if it waits; if it runs, its handler is told.
     *
     * @throws io.aicmo.port.NotFound if there is no such job
     * @throws io.aicmo.domain.shared.Rejected {@code job.is_over}, if it has ended
     */
    Job cancel(Tx tx, JobId id, Instant now);

    /**
     * Has a job that failed, died or was cancelled tried anew, as if it had never been begun.
     *
     * @throws io.aicmo.port.NotFound if there is no such job
     * @throws io.aicmo.domain.shared.Rejected {@code job.not_retryable}, if it waits, runs or has succeeded;
     *     {@code job.already_queued}, if another with its key waits or runs
     */
    Job retry(Tx tx, JobId id, Instant now);
}
