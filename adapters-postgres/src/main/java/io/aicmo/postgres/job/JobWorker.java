package io.aicmo.postgres.job;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobQueue.Claimed;
import io.aicmo.port.job.JobQueue.Outcome;
import io.aicmo.port.job.JobQueue.Turns;
import io.aicmo.port.job.JobWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs that are due, in turns between the tenants. Every node has one, and all of them work at the same time; of
 * a node that dies the jobs are due again when their leases end.
 */
public final class JobWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

    private final JobQueue queue;
    private final Map<String, JobWork<?>> works;
    private final Map<String, Integer> caps;
    private final Pace pace;
    private final InstantSource clock;
    private final AutoCloseable connections;

    private final Semaphore slots;
    /** One for each job that ended: there may be room now for one of a tenant that had all that it may have. */
    private final Semaphore nudges = new Semaphore(0);

    private final Set<RunningJob<?>> running = ConcurrentHashMap.newKeySet();
    private final LongAdder ended = new LongAdder();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Bookkeeper book;
    private final Thread dispatcher = Thread.ofPlatform().daemon().name("jobs").unstarted(this::dispatch);
    private volatile boolean closing;
    private volatile @Nullable TenantId lastServed;

    /**
     * Not started yet.
     *
     * @param works what does the jobs, one for each kind; other kinds stay where they are
     * @param connections closed at last
     */
    public JobWorker(
            JobQueue queue, Collection<JobWork<?>> works, Pace pace, InstantSource clock, AutoCloseable connections) {
        this.queue = queue;
        this.works = works.stream().collect(Collectors.toMap(work -> work.kind().name(), work -> work));
        this.caps = works.stream().map(JobWork::kind).collect(Collectors.toMap(JobKind::name, JobKind::atOnce));
        this.pace = pace;
        this.clock = clock;
        this.connections = connections;
        this.slots = new Semaphore(pace.slots());
        this.book = new Bookkeeper(queue, running, pace, clock);
    }

    /** Begins to look for jobs. */
    public void start() {
        dispatcher.start();
    }

    /** The kinds that it does. */
    public Set<String> kinds() {
        return works.keySet();
    }

    /** How many jobs run on this node. */
    public int running() {
        return running.size();
    }

    /** How many tries have ended on this node, well or badly. */
    public long ended() {
        return ended.sum();
    }

    /** Begins nothing new, lets what runs end within the grace, and puts back what does not. */
    @Override
    public void close() {
        closing = true;
        dispatcher.interrupt();
        boolean interrupted = !await(pace.grace());
        running.forEach(RunningJob::closing);
        interrupted |= !await(SHORTEST_PAUSE.multipliedBy(100));
        book.close();
        threads.shutdownNow();
        try {
            connections.close();
        } catch (Exception e) {
            LOG.warn("the workers' connections could not be closed", e);
        }
        if (interrupted && Thread.interrupted()) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing runs any more, and says whether it came to that. */
    private boolean await(Duration patience) {
        try {
            boolean idle = slots.tryAcquire(pace.slots(), patience.toNanos(), TimeUnit.NANOSECONDS);
            if (idle) {
                slots.release(pace.slots());
            }
            return idle;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Does every job that is due, and what becomes due meanwhile, in place of a worker that was started.
     *
     * @return how many it began
     */
    public int workOff() throws InterruptedException {
        int begun = 0;
        List<CompletableFuture<Void>> batch = beginSome(threads);
        while (!batch.isEmpty()) {
            begun += batch.size();
            CompletableFuture.allOf(batch.toArray(CompletableFuture[]::new)).join();
            batch = beginSome(threads);
        }
        return begun;
    }

    private void dispatch() {
        Duration pause = SHORTEST_PAUSE;
        while (!closing) {
            try {
                if (beginSome(threads).isEmpty()) {
                    rest(pause);
                    Duration longer = pause.multipliedBy(2);
                    pause = longer.compareTo(pace.interval()) < 0 ? longer : pace.interval();
                } else {
                    pause = SHORTEST_PAUSE;
                }
            } catch (InterruptedException e) {
                LOG.debug("woken, to stop", e);
            }
        }
    }

    private void rest(Duration pause) throws InterruptedException {
        if (nudges.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            nudges.drainPermits();
        }
    }

    /** Takes as many jobs as there is room for, waiting for room for one. */
    private List<CompletableFuture<Void>> beginSome(Executor executor) throws InterruptedException {
        slots.acquire();
        int room = 1;
        while (room < pace.batch() && slots.tryAcquire()) {
            room++;
        }
        List<Claimed> taken = claim(room);
        slots.release(room - taken.size());
        return taken.stream().map(one -> begin(one, executor)).toList();
    }

    private List<Claimed> claim(int most) {
        try {
            List<Claimed> taken = closing
                    ? List.of()
                    : queue.claim(
                            new Turns(caps, most, pace.portion(), lastServed, greedy(), pace.lease(), clock.instant()));
            if (!taken.isEmpty()) {
                lastServed = taken.get(taken.size() - 1).lease().tenant();
            }
            return taken;
        } catch (Unavailable away) {
            LOG.warn("no jobs could be taken: {}", away.getMessage());
            return List.of();
        } catch (RuntimeException | Error e) {
            LOG.error("no jobs could be taken", e);
            return List.of();
        }
    }

    /** Tenants that have half of this node already. */
    private Set<TenantId> greedy() {
        return running.stream()
                .collect(Collectors.groupingBy(RunningJob::tenant, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(tenant -> tenant.getValue() >= pace.slots() / 2)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private CompletableFuture<Void> begin(Claimed claimed, Executor executor) {
        JobWork<?> work = Objects.requireNonNull(
                works.get(claimed.job().kind()), claimed.job().kind());
        RunningJob<?> job = new RunningJob<>(claimed, work, clock);
        running.add(job);
        return CompletableFuture.runAsync(() -> run(job), executor);
    }

    private void run(RunningJob<?> job) {
        try {
            Outcome outcome = job.attemptIt();
            if (!book.keep(outcome).join()) {
                LOG.warn("job {} had been given up before it ended", job.id());
            }
        } finally {
            running.remove(job);
            ended.increment();
            slots.release();
            nudges.release();
        }
    }
}
