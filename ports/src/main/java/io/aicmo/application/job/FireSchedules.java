package io.aicmo.application.job;

import io.aicmo.domain.job.Rhythm;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Ids;
import io.aicmo.port.job.Schedule;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.job.ScheduleStore.Beginning;
import io.aicmo.port.job.ScheduleStore.Due;
import io.aicmo.port.job.ScheduleStore.Firing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Enqueues the jobs of all tenants' schedules that are due. However long nobody did, a tenant gets one job for it, which
 * stands for the latest of the times that were missed.
 */
public final class FireSchedules {
    private static final int AT_ONCE = 500;

    private final Map<String, Schedule> schedules;
    private final ScheduleStore store;
    private final Ids ids;
    private final InstantSource clock;

    /** @param schedules all that are declared */
    public FireSchedules(Collection<Schedule> schedules, ScheduleStore store, Ids ids, InstantSource clock) {
        this.schedules = schedules.stream().collect(Collectors.toMap(Schedule::name, Function.identity()));
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Looks once, and as long as much is due.
     *
     * @return how many jobs were enqueued
     */
    public int handle() {
        begin();
        int fired = 0;
        List<Due> due;
        do {
            Instant now = clock.instant();
            due = store.due(schedules.keySet(), now, AT_ONCE);
            fired += store.fire(due.stream().map(one -> firing(one, now)).toList(), now);
        } while (due.size() == AT_ONCE);
        return fired;
    }

    /** Tenants that are new, and schedules that are new, begin with their next time. */
    private void begin() {
        List<ScheduleStore.Missing> missing;
        do {
            Instant now = clock.instant();
            missing = store.missing(schedules.keySet(), AT_ONCE);
            store.begin(missing.stream()
                    .map(one -> new Beginning(
                            one.tenant(), one.name(), rhythm(one.name()).next(now, one.zone())))
                    .toList());
        } while (missing.size() == AT_ONCE);
    }

    private Firing firing(Due due, Instant now) {
        String name = due.schedule().name();
        Rhythm rhythm = rhythm(name);
        Instant was = due.schedule().nextAt();
        Instant latest = latest(rhythm, was, due.zone(), now);
        return new Firing(
                due.tenant(),
                name,
                was,
                latest,
                rhythm.next(now, due.zone()),
                schedule(name).job(new JobId(ids.next()), latest, now));
    }

    private static Instant latest(Rhythm rhythm, Instant was, ZoneId zone, Instant now) {
        Instant latest = was;
        for (Instant next = rhythm.next(was, zone); !next.isAfter(now); next = rhythm.next(next, zone)) {
            latest = next;
        }
        return latest;
    }

    private Rhythm rhythm(String name) {
        return schedule(name).rhythm();
    }

    private Schedule schedule(String name) {
        return Objects.requireNonNull(schedules.get(name), name);
    }
}
