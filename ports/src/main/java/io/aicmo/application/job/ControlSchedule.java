package io.aicmo.application.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.Schedule;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.job.ScheduledJob;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pauses a tenant's schedule, has it go on, or has it run at once. */
public final class ControlSchedule {
    private final Map<String, Schedule> schedules;
    private final Transactions transactions;
    private final ScheduleStore store;
    private final JobStore jobs;
    private final TenantStore tenants;
    private final Ids ids;
    private final InstantSource clock;

    public ControlSchedule(
            Collection<Schedule> schedules,
            Transactions transactions,
            ScheduleStore store,
            JobStore jobs,
            TenantStore tenants,
            Ids ids,
            InstantSource clock) {
        this.schedules = schedules.stream().collect(Collectors.toMap(Schedule::name, Function.identity()));
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        this.tenants = tenants;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws NotFound if there is no such schedule */
    public ScheduledJob pause(Actor actor, String name) {
        return transactions.write(actor, tx -> kept(tx, locked(tx, name).paused(clock.instant())));
    }

    /**
     * Goes on with the next time; what was missed is not made up for.
     *
     * @throws NotFound if there is no such schedule
     */
    public ScheduledJob resume(Actor actor, String name) {
        return transactions.write(actor, tx -> {
            Instant next = schedule(name)
                    .rhythm()
                    .next(clock.instant(), tenants.get(tx).timeZone());
            return kept(tx, locked(tx, name).resumed(next));
        });
    }

    /**
     * Has it run at once, paused or not; its next time stays as it is. While such a job waits or runs, it is that one.
     *
     * @throws NotFound if there is no such schedule
     */
    public JobId run(Actor actor, String name) {
        Schedule schedule = schedule(name);
        return transactions.write(actor, tx -> {
            ScheduledJob known = locked(tx, name);
            Instant now = clock.instant();
            JobId job = jobs.enqueue(
                    tx, schedule.job(new JobId(ids.next()), now, now).once("run-now"));
            store.update(tx, known.fired(now, job, known.nextAt()));
            return job;
        });
    }

    private ScheduledJob kept(Tx tx, ScheduledJob changed) {
        store.update(tx, changed);
        return changed;
    }

    private ScheduledJob locked(Tx tx, String name) {
        return store.lock(tx, name).orElseThrow(() -> new NotFound("scheduled job", name));
    }

    private Schedule schedule(String name) {
        return Optional.ofNullable(schedules.get(name)).orElseThrow(() -> new NotFound("scheduled job", name));
    }
}
