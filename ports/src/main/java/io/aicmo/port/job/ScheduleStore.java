package io.aicmo.port.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps when each tenant's schedules are due. */
public interface ScheduleStore {
    /** A tenant's schedules, by name. */
    List<ScheduledJob> list(Tx tx);

    /** The tenant's schedule of this name, or empty if it has none; nobody else changes it until the transaction ends. */
    Optional<ScheduledJob> lock(Tx tx, String name);

    /** Keeps a schedule that is there, changed. */
    void update(Tx tx, ScheduledJob changed);

    /** A schedule that a tenant does not have yet, and the tenant's time zone. */
    record Missing(TenantId tenant, ZoneId zone, String name) {}

    /** Schedules of these names that tenants do not have yet, at most so many. */
    List<Missing> missing(Set<String> names, int most);

    /** A tenant's schedule that begins. */
    record Beginning(TenantId tenant, String name, Instant nextAt) {}

    /** Keeps schedules, but for those that are there meanwhile. */
    void begin(List<Beginning> beginnings);

    /** A schedule that is due, and the time zone of its tenant. */
    record Due(TenantId tenant, ZoneId zone, ScheduledJob schedule) {}

    /** Schedules of these names that are due and not paused, those first that have waited longest, at most so many. */
    List<Due> due(Set<String> names, Instant now, int most);

    /**
     * A schedule to be fired.
     *
     * @param was when it was due when somebody looked
     * @param scheduledFor the time that the job stands for
     * @param next when it is due next
     */
    record Firing(TenantId tenant, String name, Instant was, Instant scheduledFor, Instant next, NewJob job) {
        /** Its job's id. */
        public JobId jobId() {
            return job.id();
        }
    }

    /**
     * Enqueues each job and has its schedule due next, both or neither; unless the schedule was fired, paused or changed
     * since somebody looked. So there is one job for each time, however many look.
     *
     * @return how many were fired
     */
    int fire(List<Firing> firings, Instant now);
}
