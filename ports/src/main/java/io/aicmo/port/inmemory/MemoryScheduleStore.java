package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.job.ScheduledJob;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Keeps schedules in memory. */
final class MemoryScheduleStore implements ScheduleStore {
    private final Database database;

    MemoryScheduleStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ScheduledJob> list(Tx tx) {
        return MemoryTx.of(tx).rows(database.schedules).all().stream()
                .sorted(Comparator.comparing(ScheduledJob::name))
                .toList();
    }

    @Override
    public Optional<ScheduledJob> lock(Tx tx, String name) {
        MemoryTx.of(tx).lock();
        return Optional.ofNullable(MemoryTx.of(tx).rows(database.schedules).get(name));
    }

    @Override
    public void update(Tx tx, ScheduledJob changed) {
        Rows<String, ScheduledJob> rows = MemoryTx.of(tx).rows(database.schedules);
        if (rows.get(changed.name()) != null) {
            rows.put(changed.name(), Micros.in(changed));
        }
    }

    @Override
    public List<Missing> missing(Set<String> names, int most) {
        return database.read(work -> database.tenants.tenants().stream()
                .flatMap(tenant -> names.stream()
                        .filter(name -> work.rows(database.schedules, tenant).get(name) == null)
                        .map(name -> new Missing(tenant, zone(work, tenant), name)))
                .limit(most)
                .toList());
    }

    @Override
    public void begin(List<Beginning> beginnings) {
        database.change(work -> {
            beginnings.forEach(one -> {
                Rows<String, ScheduledJob> rows = work.rows(database.schedules, one.tenant());
                if (rows.get(one.name()) == null) {
                    rows.put(one.name(), Micros.in(new ScheduledJob(one.name(), one.nextAt(), null, null, null)));
                }
            });
            return beginnings;
        });
    }

    @Override
    public List<Due> due(Set<String> names, Instant now, int most) {
        return database.read(work -> database.schedules.tenants().stream()
                .flatMap(tenant -> work.rows(database.schedules, tenant).all().stream()
                        .filter(one -> names.contains(one.name()) && one.isDue(now))
                        .map(one -> new Due(tenant, zone(work, tenant), one)))
                .sorted(Comparator.comparing(due -> due.schedule().nextAt()))
                .limit(most)
                .toList());
    }

    @Override
    public int fire(List<Firing> firings, Instant now) {
        return database.change(work ->
                (int) firings.stream().filter(firing -> fire(work, firing, now)).count());
    }

    private boolean fire(Work work, Firing firing, Instant now) {
        Rows<String, ScheduledJob> rows = work.rows(database.schedules, firing.tenant());
        ScheduledJob known = rows.get(firing.name());
        if (known == null || !known.isDue(now) || !known.nextAt().equals(firing.was())) {
            return false;
        }
        rows.put(known.name(), Micros.in(known.fired(firing.scheduledFor(), firing.jobId(), firing.next())));
        Rows<JobId, WaitingJob> jobs = work.rows(database.jobs, firing.tenant());
        jobs.put(firing.jobId(), new WaitingJob(firing.tenant(), job(firing.job(), now), null, 0));
        return true;
    }

    private static Job job(NewJob asked, Instant now) {
        return Micros.in(new Job(
                asked.id(),
                asked.kind(),
                asked.payload(),
                asked.priority(),
                Status.QUEUED,
                Progress.NONE,
                0,
                null,
                null,
                null,
                asked.hops(),
                asked.quiet(),
                false,
                now,
                now,
                now));
    }

    private ZoneId zone(Work work, TenantId tenant) {
        return Objects.requireNonNull(work.rows(database.tenants, tenant).get(tenant))
                .timeZone();
    }
}
