package io.aicmo.port.job;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that is done later, once.
 *
 * @param kind what kind of work; the name of the function that asked for it
 * @param payload what the work needs to know
 * @param tries how often it was begun since it was enqueued, or since somebody had it tried anew
 * @param error why the last try failed, or null
 * @param result what came of it, once it succeeded
 * @param askedBy the id of the actor that enqueued it, or null for the service itself
 * @param hops how many workflow executions led to it, one because of another
 * @param quiet whether nobody is told how far it is and how it ends
 * @param cancelRequested whether somebody asked for it to be cancelled while it ran
 * @param dueAt when it may be begun; while it runs, when whoever runs it is given up
 */
public record Job(
        JobId id,
        String kind,
        Map<String, Object> payload,
        Priority priority,
        Status status,
        Progress progress,
        int tries,
        @Nullable String error,
        @Nullable Map<String, Object> result,
        @Nullable UUID askedBy,
        int hops,
        boolean quiet,
        boolean cancelRequested,
        Instant dueAt,
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

        /** Whether it waits or runs. */
        public boolean isLive() {
            return this == QUEUED || this == RUNNING;
        }

        /** Whether it may be tried anew. */
        public boolean isRetryable() {
            return this == FAILED || this == DEAD || this == CANCELLED;
        }
    }

    /**
     * How far a job is.
     *
     * @param done how much of it is done, from 0 on
     * @param total how much there is to do; 1 where nobody has said
     */
    public record Progress(long done, long total) {
        /** Nothing is done yet. */
        public static final Progress NONE = new Progress(0, 1);

        /** All is done. */
        public Progress completed() {
            return new Progress(total, total);
        }
    }
}
