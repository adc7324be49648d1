package io.aicmo.postgres.job;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Ids;
import io.aicmo.port.Sweeper;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.event.JobEvents;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.postgres.sql.PgTransactions;
import java.util.function.Consumer;

/** The door to this area, beside {@link JobWorker} and {@link ScheduleClock}. */
public final class JobStores {
    private JobStores() {}

    /** @param log is told of jobs that are cancelled */
    public static JobStore jobs(EventLog log, Ids ids) {
        return new PgJobStore(log, new JobEvents(ids));
    }

    /** @param bell is rung when jobs went on or ended */
    public static JobQueue queue(PgTransactions transactions, Consumer<TenantId> bell) {
        return new PgJobQueue(transactions, bell);
    }

    public static Sweeper sweeper(PgTransactions transactions) {
        return new PgSweeper(transactions);
    }

    public static ScheduleStore schedules(PgTransactions transactions) {
        return new PgScheduleStore(transactions);
    }
}
