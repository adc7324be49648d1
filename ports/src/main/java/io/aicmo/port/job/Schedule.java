package io.aicmo.port.job;

import io.aicmo.domain.job.Rhythm;
import io.aicmo.domain.shared.JobId;
import java.time.Instant;

/**
 * A function that runs by the clock, declared once: for every tenant one job at each of its times.
 *
 * @param kind the kind of its jobs, named as the function
 * @param purpose what it is for, in one sentence
 */
public record Schedule(JobKind<Payload> kind, Rhythm rhythm, String purpose) {
    /**
     * What its jobs need to know.
     *
     * @param scheduledFor the time that the job stands for; of several that were missed the latest
     */
    public record Payload(Instant scheduledFor) {}

    /** Its name, which is the function's. */
    public String name() {
        return kind.name();
    }

    /** The job for one of its times. */
    public NewJob job(JobId id, Instant scheduledFor, Instant now) {
        return kind.job(id, new Payload(scheduledFor), now);
    }
}
