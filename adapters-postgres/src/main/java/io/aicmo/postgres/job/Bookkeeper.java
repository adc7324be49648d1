package io.aicmo.postgres.job;

import io.aicmo.port.Unavailable;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobQueue.Lease;
import io.aicmo.port.job.JobQueue.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of jobs, those that end at the same time with one statement, and lets it be known that the
 * others still run. One thread does both, so that its statements never wait for each other.
 */
final class Bookkeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);
    private static final int AT_ONCE = 256;
    private static final long PAUSE_MILLIS = 200;

    private record Entry(Outcome outcome, CompletableFuture<Boolean> kept) {}

    private final JobQueue queue;
    private final Collection<RunningJob<?>> running;
    private final Pace pace;
    private final InstantSource clock;
    private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("jobs-book").unstarted(this::work);
    private volatile boolean closing;

    /** @param running the jobs that run on this node, at each moment */
    Bookkeeper(JobQueue queue, Collection<RunningJob<?>> running, Pace pace, InstantSource clock) {
        this.queue = queue;
        this.running = running;
        this.pace = pace;
        this.clock = clock;
        thread.start();
    }

    /** Writes an outcome down: completed once it is durable, with whether the lease still held. */
    CompletableFuture<Boolean> keep(Outcome outcome) {
        Entry entry = new Entry(outcome, new CompletableFuture<>());
        entries.add(entry);
        return entry.kept();
    }

    /** Writes down what there is, and ends. */
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        long beatAt = System.nanoTime() + pace.beat().toNanos();
        while (!closing || !entries.isEmpty()) {
            long rest = Math.min(beatAt - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            write(next(Math.max(0, rest)));
            if (System.nanoTime() >= beatAt) {
                beat();
                beatAt = System.nanoTime() + pace.beat().toNanos();
            }
        }
    }

    private List<Entry> next(long nanos) {
        List<Entry> batch = new ArrayList<>();
        try {
            Entry first = entries.poll(nanos, TimeUnit.NANOSECONDS);
            if (first != null) {
                batch.add(first);
                entries.drainTo(batch, AT_ONCE - 1);
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread for long", e);
        }
        return batch;
    }

    private void write(List<Entry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Instant patience = clock.instant().plus(pace.lease());
        try {
            Set<Lease> kept = end(batch.stream().map(Entry::outcome).toList(), patience);
            batch.forEach(
                    entry -> entry.kept().complete(kept.contains(entry.outcome().lease())));
        } catch (RuntimeException e) {
            if (batch.size() > 1) {
                batch.forEach(entry -> write(List.of(entry)));
            } else {
                writeInstead(batch.get(0), e, patience);
            }
        }
    }

    private void writeInstead(Entry entry, RuntimeException refused, Instant patience) {
        try {
            Outcome instead =
                    refused instanceof Unavailable ? entry.outcome() : RunningJob.unstorable(entry.outcome(), refused);
            entry.kept().complete(!end(List.of(instead), patience).isEmpty());
        } catch (RuntimeException e) {
            LOG.warn("a job's outcome could not be kept; it is done again when its lease has ended", e);
            entry.kept().complete(false);
        }
    }

    /** For as long as a lease lasts: a database that restarts is away for less. */
    private Set<Lease> end(List<Outcome> outcomes, Instant patience) {
        while (true) {
            try {
                return queue.end(outcomes, clock.instant());
            } catch (Unavailable away) {
                if (closing || !clock.instant().isBefore(patience)) {
                    throw away;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread for long", e);
        }
    }

    private void beat() {
        Instant now = clock.instant();
        List<RunningJob<?>> alive =
                running.stream().filter(RunningJob::isToGoOn).toList();
        if (alive.isEmpty()) {
            return;
        }
        alive.forEach(job -> job.check(now));
        List<RunningJob<?>> going = alive.stream().filter(RunningJob::isToGoOn).toList();
        try {
            Instant until = now.plus(pace.lease());
            Map<Lease, Boolean> held =
                    queue.beat(going.stream().map(RunningJob::beat).toList(), until, now);
            going.forEach(job -> heard(job, held.get(job.lease()), until));
        } catch (Unavailable away) {
            LOG.warn("the running jobs could not be reported: {}", away.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("the running jobs could not be reported", e);
        }
    }

    private static void heard(RunningJob<?> job, @Nullable Boolean cancelled, Instant until) {
        if (cancelled == null) {
            job.lost();
        } else {
            job.heard(cancelled, until);
        }
    }
}
