package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Ids;
import io.aicmo.port.event.JobEvents;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Hands out jobs from memory. */
final class MemoryJobQueue implements JobQueue {
    private static final Comparator<WaitingJob> MOST_URGENT_FIRST = Comparator.comparing(
                    (WaitingJob waiting) -> waiting.job().priority())
            .thenComparing(waiting -> waiting.job().dueAt())
            .thenComparing(waiting -> waiting.job().id().value(), ListOrder.IDS);

    private final Database database;
    private final MemoryEventLog log;
    private final JobEvents events;

    MemoryJobQueue(Database database, Ids ids) {
        this.database = database;
        this.log = new MemoryEventLog(database);
        this.events = new JobEvents(ids);
    }

    @Override
    public List<Claimed> claim(Turns turns) {
        return database.change(work -> {
            giveUp(work, turns);
            List<TenantId> ring = ring(turns);
            List<Claimed> taken = new ArrayList<>();
            int before;
            do {
                before = taken.size();
                ring.forEach(tenant -> taken.addAll(turn(work, tenant, turns, turns.most() - taken.size())));
            } while (taken.size() > before && taken.size() < turns.most());
            return List.copyOf(taken);
        });
    }

    /** From the tenant after the one that was last, round to that one. */
    private List<TenantId> ring(Turns turns) {
        List<TenantId> tenants = database.jobs.tenants().stream()
                .filter(tenant -> !turns.without().contains(tenant))
                .sorted(Comparator.comparing(TenantId::value, ListOrder.IDS))
                .toList();
        TenantId after = turns.after();
        if (after == null) {
            return tenants;
        }
        return Stream.concat(
                        tenants.stream().filter(tenant -> ListOrder.IDS.compare(tenant.value(), after.value()) > 0),
                        tenants.stream().filter(tenant -> ListOrder.IDS.compare(tenant.value(), after.value()) <= 0))
                .toList();
    }

    private List<Claimed> turn(Work work, TenantId tenant, Turns turns, int most) {
        List<WaitingJob> all = List.copyOf(work.rows(database.jobs, tenant).all());
        Map<String, Integer> room = new HashMap<>(turns.kinds());
        all.stream()
                .filter(one -> one.job().status() == Status.RUNNING)
                .forEach(one -> room.computeIfPresent(one.job().kind(), (kind, free) -> free - 1));
        List<Claimed> taken = new ArrayList<>();
        all.stream()
                .filter(one -> one.job().status() == Status.QUEUED
                        && !one.job().dueAt().isAfter(turns.now()))
                .sorted(MOST_URGENT_FIRST)
                .filter(one -> room.merge(one.job().kind(), -1, Integer::sum) >= 0)
                .limit(Math.min(turns.portion(), most))
                .forEach(one -> taken.add(put(work, one.taken(turns.now().plus(turns.lease()), turns.now()))));
        return taken;
    }

    private void giveUp(Work work, Turns turns) {
        everything(work)
                .filter(one -> one.job().status() == Status.RUNNING
                        && turns.kinds().containsKey(one.job().kind())
                        && !one.job().dueAt().isAfter(turns.now()))
                .toList()
                .forEach(one -> put(work, one.givenUp(turns.now())));
    }

    private Claimed put(Work work, WaitingJob changed) {
        work.rows(database.jobs, changed.tenant()).put(changed.job().id(), changed);
        return changed.claimed();
    }

    private Stream<WaitingJob> everything(Work work) {
        return database.jobs.tenants().stream().flatMap(tenant -> work.rows(database.jobs, tenant).all().stream());
    }

    @Override
    public Set<Lease> end(List<Outcome> outcomes, Instant now) {
        return database.change(work -> {
            Set<Lease> kept = new LinkedHashSet<>();
            outcomes.forEach(outcome -> {
                if (change(work, outcome.lease(), held -> held.ended(outcome, now))) {
                    kept.add(outcome.lease());
                }
            });
            return kept;
        });
    }

    @Override
    public Map<Lease, Boolean> beat(List<Beat> beats, Instant until, Instant now) {
        return database.change(work -> {
            Map<Lease, Boolean> held = new HashMap<>();
            for (Beat beat : beats) {
                if (change(work, beat.lease(), one -> one.beating(beat.progress(), until, now))) {
                    held.put(beat.lease(), job(work, beat.lease()).cancelRequested());
                }
            }
            return held;
        });
    }

    private boolean change(Work work, Lease lease, UnaryOperator<WaitingJob> to) {
        WaitingJob known = work.rows(database.jobs, lease.tenant()).get(lease.job());
        if (known == null || !known.isHeldBy(lease)) {
            return false;
        }
        put(work, to.apply(known));
        events.changed(known.job(), job(work, lease))
                .ifPresent(event -> log.tell(
                        work.rows(database.told, lease.tenant()),
                        List.of(event),
                        known.job().hops()));
        return true;
    }

    private Job job(Work work, Lease lease) {
        WaitingJob known = work.rows(database.jobs, lease.tenant()).get(lease.job());
        if (known == null) {
            throw new IllegalStateException("it was there a moment ago");
        }
        return known.job();
    }

    @Override
    public List<Depth> depths(Set<String> kinds, Instant now) {
        return database.read(work -> kinds.stream()
                .sorted()
                .map(kind -> {
                    List<Instant> due = everything(work)
                            .map(WaitingJob::job)
                            .filter(job -> job.kind().equals(kind) && job.status() == Status.QUEUED)
                            .map(Job::dueAt)
                            .filter(at -> !at.isAfter(now))
                            .sorted()
                            .toList();
                    Duration lag = due.isEmpty() ? Duration.ZERO : Duration.between(due.get(0), now);
                    return new Depth(kind, Math.min(due.size(), COUNTED), lag);
                })
                .toList());
    }
}
