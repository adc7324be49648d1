package io.aicmo.postgres.job;

import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.postgres.sql.PgTransactions;

/** The door to this area, beside {@link JobWorker} and {@link ScheduleClock}. */
public final class JobStores {
    private JobStores() {}

    public static JobStore jobs() {
        return new PgJobStore();
    }

    public static JobQueue queue(PgTransactions transactions) {
        return new PgJobQueue(transactions);
    }

    public static ScheduleStore schedules(PgTransactions transactions) {
        return new PgScheduleStore(transactions);
    }
}
