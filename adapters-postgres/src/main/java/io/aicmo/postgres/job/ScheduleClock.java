package io.aicmo.postgres.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Looks at the clock every few seconds: of several nodes one at a time, and when it dies another. */
public final class ScheduleClock implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final HikariDataSource connections;
    private final Scheduler scheduler;

    /**
     * Not started yet.
     *
     * @param connections may use db-scheduler's table; closed with the clock
     * @param look what to do at each look
     */
    public ScheduleClock(HikariDataSource connections, Runnable look) {
        this.connections = connections;
        RecurringTask<Void> task =
                Tasks.recurring("schedules", FixedDelay.of(INTERVAL)).execute((instance, context) -> look.run());
        this.scheduler = Scheduler.create(connections)
                .startTasks(task)
                .threads(1)
                .pollingInterval(INTERVAL)
                .heartbeatInterval(INTERVAL)
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(INTERVAL)
                .build();
    }

    /** Begins to look. */
    public void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
        connections.close();
    }
}
