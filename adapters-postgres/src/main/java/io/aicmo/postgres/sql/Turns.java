package io.aicmo.postgres.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.port.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Where transactions wait until the pool has a connection for them. The pool would wake a thread of its own for each that
 * waits in it, to look whether it may open one more connection: a sixth of what a short read costs.
 */
final class Turns {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore free;
    private final long patienceMillis;

    private Turns(int connections, long patienceMillis) {
        this.free = new Semaphore(connections);
        this.patienceMillis = patienceMillis;
    }

    /** As many as the pool has connections, and for as long as it would let them wait; others wait in what they are. */
    static Turns of(DataSource pool) {
        return pool instanceof HikariDataSource hikari
                ? new Turns(hikari.getMaximumPoolSize(), hikari.getConnectionTimeout())
                : new Turns(Integer.MAX_VALUE, 0);
    }

    /** Ends when it is closed. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a turn.
     *
     * @throws Unavailable if none came in time
     */
    Turn take() {
        if (!free.tryAcquire() && !awaited()) {
            throw new Unavailable("the database is too busy", SOON);
        }
        return free::release;
    }

    private boolean awaited() {
        try {
            return free.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
