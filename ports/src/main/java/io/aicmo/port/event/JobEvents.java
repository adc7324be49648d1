package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.JobFinished;
import io.aicmo.domain.event.JobProgress;
import io.aicmo.port.Ids;
import io.aicmo.port.job.Job;
import java.util.Optional;

/** Which events follow from a job that goes on or ends; from a quiet one none. */
public final class JobEvents {
    private final Ids ids;

    /** @param ids of the events */
    public JobEvents(Ids ids) {
        this.ids = ids;
    }

    /** What follows from a job that changed: that it ended, or is further while it runs. */
    public Optional<DomainEvent> changed(Job before, Job after) {
        if (before.status().isLive() && !after.status().isLive()) {
            return ended(after);
        }
        if (!after.quiet()
                && after.status() == Job.Status.RUNNING
                && !after.progress().equals(before.progress())) {
            JobProgress progress = new JobProgress(
                    after.id(),
                    after.kind(),
                    after.progress().done(),
                    after.progress().total(),
                    after.askedBy());
            return Optional.of(EventTypes.JOB_PROGRESS.event(ids.next(), progress, after.updatedAt()));
        }
        return Optional.empty();
    }

    /** What follows from a job that may have just ended. */
    public Optional<DomainEvent> ended(Job job) {
        if (job.quiet() || job.status().isLive()) {
            return Optional.empty();
        }
        JobFinished end =
                new JobFinished(job.id(), job.kind(), job.status().word(), job.tries(), job.error(), job.askedBy());
        return Optional.of(EventTypes.JOB_FINISHED.event(ids.next(), end, job.updatedAt()));
    }
}
