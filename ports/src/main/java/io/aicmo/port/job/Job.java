package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done later, once.
 *
 * @param kind what kind of work; the name of the function that asked for it
 * @param payload what the work needs to know
 * @param tries how often it was begun
 * @param error why the last try failed, or null
 * @param result what came of it, once it succeeded
 */
public record Job(
        JobId id,
        String kind,
        Map<String, Object> payload,
        Status status,
        int tries,
        @Nullable String error,
        @Nullable Map<String, Object> result,
        Instant createdAt,
        Instant updatedAt) {

    /** Where a job stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        /** Refused for a reason that another try would not change. */
        FAILED,
        /** Given up after the last try. */
        DEAD,
        CANCELLED;

        /** The word in JSON and the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
