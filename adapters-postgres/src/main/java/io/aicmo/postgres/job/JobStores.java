package io.aicmo.postgres.job;

import io.aicmo.port.job.JobStore;
import io.aicmo.postgres.sql.PgTransactions;

/** The door to this area, beside {@link JobWorker}. */
public final class JobStores {
    private JobStores() {}

    public static JobStore jobs(PgTransactions transactions) {
        return new PgJobStore(transactions);
    }
}
