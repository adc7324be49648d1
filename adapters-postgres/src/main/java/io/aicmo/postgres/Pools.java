package io.aicmo.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.aicmo.port.Unavailable;
import java.time.Duration;

/** Connection pools over the login. */
final class Pools {
    /**
     * Plans of short statements are not worth compiling. A statement that hangs must not hold its connection for ever,
     * nor a transaction of which nothing is heard any more what it has locked.
     */
    private static final String SETTINGS =
            "set jit = off; set statement_timeout = '30s'; set idle_in_transaction_session_timeout = '20s'";

    /** Longer than any statement takes: a network that forgot a connection tells neither end. */
    private static final Duration SILENCE = Duration.ofSeconds(35);

    private Pools() {}

    /** Connections that act as whom each transaction says. */
    static HikariDataSource forTransactions(PostgresConfig config) {
        return open(settings(config, "aicmo", config.poolSize(), SETTINGS));
    }

    /** Connections for the writers of events, which say in each transaction whom they act as. */
    static HikariDataSource forSpine(PostgresConfig config, int writers) {
        HikariConfig hikari = settings(config, "aicmo-spine", writers, SETTINGS);
        // Planning its one large statement takes longer than running it, so it is planned once, the first time.
        hikari.addDataSourceProperty("prepareThreshold", "1");
        return open(hikari);
    }

    /** Connections for a worker: one to take jobs, one to end them, so that requests cannot keep it from either. */
    static HikariDataSource forJobs(PostgresConfig config) {
        // Its plans are made when its table may be empty.
        return open(settings(config, "aicmo-jobs", 2, SETTINGS + "; set enable_seqscan = off"));
    }

    /** Connections for the relay of events: one to hear other nodes, one to hold the lock, two to read. */
    static HikariDataSource forEvents(PostgresConfig config) {
        // Its plans are made when its table may be empty. A position that a crash takes back is heard of once more.
        return open(settings(
                config, "aicmo-events", 4, SETTINGS + "; set enable_seqscan = off; set synchronous_commit = off"));
    }

    /** A few connections that act as one role, for libraries that know nothing of roles. */
    static HikariDataSource as(PostgresConfig config, String role, int size) {
        return open(settings(config, role, size, SETTINGS + "; set role \"" + role + "\""));
    }

    private static HikariConfig settings(PostgresConfig config, String name, int size, String settings) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setUsername(config.login().user());
        hikari.setPassword(config.login().password());
        hikari.setMaximumPoolSize(size);
        hikari.setConnectionTimeout(config.patience().toMillis());
        hikari.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        hikari.setConnectionInitSql(settings);
        hikari.addDataSourceProperty("ApplicationName", name);
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("socketTimeout", String.valueOf(SILENCE.toSeconds()));
        // What repeats is prepared at its third time.
        hikari.addDataSourceProperty("prepareThreshold", "3");
        // The server's details repeat whole rows, secrets among them, and messages are logged.
        hikari.addDataSourceProperty("logServerErrorDetail", "false");
        return hikari;
    }

    private static HikariDataSource open(HikariConfig hikari) {
        try {
            return new HikariDataSource(hikari);
        } catch (PoolInitializationException e) {
            throw new Unavailable("the database cannot be reached: " + e.getMessage(), Duration.ofSeconds(1), e);
        }
    }
}
