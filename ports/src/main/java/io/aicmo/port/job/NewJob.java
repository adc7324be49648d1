package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job to be enqueued.
 *
 * @param payload what the work needs to know, as JSON
 * @param key as long as a job of the same kind with the same key waits or runs, this is that job; null for none
 * @param dueAt when it may be begun
 * @param now the present
 */
public record NewJob(
        JobId id,
        String kind,
        Map<String, Object> payload,
        Priority priority,
        @Nullable String key,
        Instant dueAt,
        Instant now) {

    public NewJob {
        payload = Map.copyOf(payload);
    }

    /** The same job, unless one with this key waits or runs. */
    public NewJob once(String as) {
        return new NewJob(id, kind, payload, priority, as, dueAt, now);
    }

    /** The same job, later. */
    public NewJob due(Instant at) {
        return new NewJob(id, kind, payload, priority, key, at, now);
    }
}
