package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule of one tenant.
 *
 * @param name the schedule's name
 * @param nextAt when it is due next; while it is paused, when it would have been
 * @param lastAt the time that its last job stands for, or null if there was none yet
 * @param lastJob its last job, or null if there was none yet
 * @param pausedAt since when it is paused, or null if it is not
 */
public record ScheduledJob(
        String name,
        Instant nextAt,
        @Nullable Instant lastAt,
        @Nullable JobId lastJob,
        @Nullable Instant pausedAt) {

    /** Whether it is due. */
    public boolean isDue(Instant now) {
        return pausedAt == null && !nextAt.isAfter(now);
    }

    public ScheduledJob paused(Instant now) {
        return new ScheduledJob(name, nextAt, lastAt, lastJob, pausedAt == null ? now : pausedAt);
    }

    /** Goes on; what was missed meanwhile is not made up for. */
    public ScheduledJob resumed(Instant next) {
        return pausedAt == null ? this : new ScheduledJob(name, next, lastAt, lastJob, null);
    }

    /** After a job was enqueued. */
    public ScheduledJob fired(Instant scheduledFor, JobId job, Instant next) {
        return new ScheduledJob(name, next, scheduledFor, job, pausedAt);
    }
}
