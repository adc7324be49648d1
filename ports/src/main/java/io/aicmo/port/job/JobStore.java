package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps jobs. A job that is enqueued in a transaction exists if and only if it commits. */
public interface JobStore {
    /** A job and whose it is. */
    record Claimed(TenantId tenant, Job job) {}

    /** Enqueues a job that is due at once. */
    void enqueue(Tx tx, JobId id, String kind, Map<String, Object> payload, Instant now);

    /** The job, or empty if the tenant has none with this id. */
    Optional<Job> find(Tx tx, JobId id);

    /**
     * Takes due jobs of these kinds, of any tenant, oldest first: each is {@code RUNNING} with one try more, and is
     * nobody else's until the lease ends; a job whose lease has ended is due again.
     */
    List<Claimed> claim(Set<String> kinds, int most, Duration lease, Instant now);

    /** Ends a job well. */
    void succeed(TenantId tenant, JobId id, Map<String, Object> result, Instant now);

    /** Ends a job as {@code FAILED} or {@code DEAD}. */
    void end(TenantId tenant, JobId id, Job.Status status, String error, Instant now);

    /** Puts a job back, due at a later time. */
    void retryAt(TenantId tenant, JobId id, String error, Instant due, Instant now);
}
