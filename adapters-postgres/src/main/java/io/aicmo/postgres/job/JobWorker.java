package io.aicmo.postgres.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobStore.Claimed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the jobs that are due. Of several nodes one at a time looks for them; when it dies another takes over, and what
 * it had begun is due again once its lease ends.
 *
 * <p>A job that is {@link Rejected} has failed: another try would end alike. Whatever else goes wrong is tried again 1, then
 * 2 seconds later; after the third time the job is dead.
 */
public final class JobWorker implements AutoCloseable {
    /** How often a job is begun at most. */
    public static final int TRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    /** Longer than any job may take. */
    private static final Duration LEASE = Duration.ofMinutes(6);

    private static final int AT_ONCE = 20;

    /** Does jobs of one kind. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Does the job; it may be begun again if this node dies meanwhile, so doing it twice must leave what doing it once
         * leaves.
         *
         * @return what came of it
         * @throws Rejected if another try would be refused as well
         */
        Map<String, Object> handle(Claimed job);
    }

    private final JobStore jobs;
    private final Map<String, Handler> handlers;
    private final InstantSource clock;
    private final HikariDataSource schedules;
    private final Scheduler scheduler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Not started yet.
     *
     * @param schedules connections that may use the table of schedules; closed with the worker
     * @param handlers by the kind of job; other kinds stay where they are
     * @param interval how often to look for due jobs when there were none
     */
    public JobWorker(
            JobStore jobs,
            HikariDataSource schedules,
            Map<String, Handler> handlers,
            Duration interval,
            InstantSource clock) {
        this.jobs = jobs;
        this.schedules = schedules;
        this.handlers = Map.copyOf(handlers);
        this.clock = clock;
        RecurringTask<Void> task =
                Tasks.recurring("jobs", FixedDelay.of(interval)).execute((instance, context) -> workOff());
        this.scheduler = Scheduler.create(schedules)
                .startTasks(task)
                .threads(1)
                .pollingInterval(interval)
                .heartbeatInterval(Duration.ofSeconds(5))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(LEASE)
                .build();
    }

    /** Begins to look for jobs. */
    public void start() {
        scheduler.start();
    }

    /** Finishes what is running and begins nothing new. */
    @Override
    public void close() {
        scheduler.stop();
        threads.close();
        schedules.close();
    }

    /**
     * Does every job that is due, and what becomes due meanwhile.
     *
     * @return how many it began
     */
    public int workOff() {
        int begun = 0;
        while (!scheduler.getSchedulerState().isShuttingDown()) {
            List<Claimed> due = jobs.claim(handlers.keySet(), AT_ONCE, LEASE, clock.instant());
            if (due.isEmpty()) {
                break;
            }
            begun += due.size();
            due.stream().map(job -> threads.submit(() -> work(job))).toList().forEach(JobWorker::await);
        }
        return begun;
    }

    private void work(Claimed claimed) {
        Job job = claimed.job();
        if (job.tries() > TRIES) {
            jobs.end(claimed.tenant(), job.id(), Job.Status.DEAD, "whoever did it did not come back", clock.instant());
            return;
        }
        try {
            Handler handler = Objects.requireNonNull(handlers.get(job.kind()), job.kind());
            Map<String, Object> result = handler.handle(claimed);
            jobs.succeed(claimed.tenant(), job.id(), result, clock.instant());
        } catch (Rejected no) {
            jobs.end(claimed.tenant(), job.id(), Job.Status.FAILED, String.valueOf(no.getMessage()), clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("job {} ({}), try {}: {}", job.id(), job.kind(), job.tries(), e.toString(), e);
            tryAgain(claimed, e);
        }
    }

    private void tryAgain(Claimed claimed, RuntimeException failure) {
        Job job = claimed.job();
        if (job.tries() >= TRIES) {
            jobs.end(claimed.tenant(), job.id(), Job.Status.DEAD, failure.toString(), clock.instant());
        } else {
            Duration delay = FIRST_DELAY.multipliedBy(1L << (job.tries() - 1));
            jobs.retryAt(
                    claimed.tenant(),
                    job.id(),
                    failure.toString(),
                    clock.instant().plus(delay),
                    clock.instant());
        }
    }

    /** What a job threw was dealt with; what is thrown here is the store's failure, and the job's lease will end. */
    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("a job's outcome could not be kept; it is done again when its lease ends", e.getCause());
        }
    }
}
