package io.aicmo.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobWork;
import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Login;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** One fresh durable database, and tenants with jobs. */
final class JobsLab implements AutoCloseable {
    /** What a job needs to know. */
    record Payload(int number) {}

    static final JobKind<Payload> KIND = JobKind.of("nothing", Payload.class).atOnce(64);

    private static final int CONNECTIONS = 20;

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = Ids.timeOrdered(clock);
    private final Path home;
    private final EmbeddedServer database;
    private final Postgres postgres;
    private final HikariDataSource pool;

    private JobsLab(Path home, EmbeddedServer database) {
        this.home = home;
        this.database = database;
        this.postgres = Postgres.open(database.config(), Channels.catalogue(), clock);
        this.pool = pool(database);
    }

    static JobsLab open() {
        try {
            Path home = Files.createTempDirectory("aicmo-bench-");
            return new JobsLab(home, EmbeddedServer.start(home.resolve("postgres")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariDataSource pool(EmbeddedServer database) {
        Login superuser = database.superuser();
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl(database.config().jdbcUrl());
        hikari.setUsername(superuser.user());
        hikari.setPassword(superuser.password());
        hikari.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(hikari);
    }

    /** Connections past row security, for db-scheduler. */
    HikariDataSource pool() {
        return pool;
    }

    List<TenantId> tenants(int count) {
        List<TenantId> tenants =
                Stream.generate(() -> new TenantId(ids.next())).limit(count).toList();
        tenants.forEach(tenant -> sql("insert into tenants (id, name, time_zone, created_at) values ('" + tenant
                + "', 'bench', 'UTC', now())"));
        return tenants;
    }

    /** So many jobs, all of them due. */
    void enqueue(TenantId tenant, int jobs) {
        sql("""
                insert into jobs (tenant_id, id, kind, payload, due_at, created_at, updated_at)
                select '%s', gen_random_uuid(), '%s', '{"number": 1}', now(), now(), now() from generate_series(1, %d)
                """.formatted(tenant, KIND.name(), jobs));
    }

    /** One job, enqueued as applications do. */
    void enqueue(TenantId tenant) {
        JobId id = new JobId(ids.next());
        postgres.transactions()
                .write(
                        Actor.system(tenant),
                        tx -> postgres.jobs().enqueue(tx, KIND.job(id, new Payload(1), clock.instant())));
    }

    /** A worker as every node has one, not started yet. */
    JobWorker worker(JobHandler<Payload> handler) {
        List<JobWork<?>> works = List.of(KIND.by(handler));
        return postgres.worker(works, Pace.USUAL);
    }

    /** What autovacuum does in its own time, so that every measurement begins alike. */
    void tidy(String table) {
        sql("vacuum analyze " + table);
        sql("checkpoint");
    }

    void sql(String text) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
        postgres.close();
        database.close();
        Lab.delete(home);
    }
}
