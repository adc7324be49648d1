package io.aicmo.port.job;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be enqueued.
 *
 * @param payload what the work needs to know, as JSON
 * @param key as long as a job of the same kind with the same key waits or runs, this is that job; null for none
 * @param hops how many workflow executions lead to it; the transaction's actor may know of more
 * @param quiet whether nobody is told how far it is and how it ends
 * @param dueAt when it may be begun
 * @param now the present
 */
public record NewJob(
        JobId id,
        String kind,
        Map<String, Object> payload,
        Priority priority,
        @Nullable String key,
        int hops,
        boolean quiet,
        Instant dueAt,
        Instant now) {

    public NewJob {
        payload = Map.copyOf(payload);
    }

    /** A job that no workflow led to, as far as is known here, and that is not quiet. */
    public NewJob(
            JobId id,
            String kind,
            Map<String, Object> payload,
            Priority priority,
            @Nullable String key,
            Instant dueAt,
            Instant now) {
        this(id, kind, payload, priority, key, 0, false, dueAt, now);
    }

    /** The same job, unless one with this key waits or runs. */
    public NewJob once(String as) {
        return new NewJob(id, kind, payload, priority, as, hops, quiet, dueAt, now);
    }

    /** The same job, later. */
    public NewJob due(Instant at) {
        return new NewJob(id, kind, payload, priority, key, hops, quiet, at, now);
    }

    /** The same job, because of so many workflow executions. */
    public NewJob after(int executions) {
        return new NewJob(id, kind, payload, priority, key, executions, quiet, dueAt, now);
    }
}
