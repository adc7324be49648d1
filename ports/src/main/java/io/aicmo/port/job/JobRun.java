package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;

/** One try at a job, as its handler sees it. */
public interface JobRun<P extends Record> {
    /** Whose it is. */
    TenantId tenant();

    JobId id();

    P payload();

    /** Which try this is, the first being 1. */
    int attempt();

    /** Says how far the job is. Cheap: it is written down now and then, not each time. */
    void progress(long done, long total);

    /** Whether somebody asked for it to be cancelled; known within seconds. */
    boolean isCancelled();

    /** How many workflow executions led to the job. */
    int hops();

    /** The service itself, for this tenant, because of whatever led to the job. */
    default Actor actor() {
        return Actor.system(tenant()).after(hops());
    }

    /** @throws JobCancelled if somebody asked for that */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new JobCancelled();
        }
    }
}
