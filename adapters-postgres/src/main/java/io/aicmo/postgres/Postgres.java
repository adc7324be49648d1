package io.aicmo.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Sweeper;
import io.aicmo.port.Transactions;
import io.aicmo.port.Unavailable;
import io.aicmo.port.Vault;
import io.aicmo.port.VersionedRecords;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.event.TellingRecords;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.postgres.ai.AiStores;
import io.aicmo.postgres.cmo.CmoStores;
import io.aicmo.postgres.crm.CrmStores;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.crm.SpineLimits;
import io.aicmo.postgres.event.EventBell;
import io.aicmo.postgres.event.EventRelay;
import io.aicmo.postgres.event.EventStores;
import io.aicmo.postgres.job.JobStores;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import io.aicmo.postgres.job.ScheduleClock;
import io.aicmo.postgres.messaging.MessagingStores;
import io.aicmo.postgres.record.PgRecords;
import io.aicmo.postgres.record.PgVersionStore;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.tenant.TenantStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The door to PostgreSQL: every port over one database. Safe for use by many threads; several nodes may open the same
 * database.
 */
public final class Postgres implements AutoCloseable {
    private final PostgresConfig config;
    private final InstantSource clock;
    private final CompletableFuture<String> schemaVersion;
    private final HikariDataSource pool;
    private final PgTransactions transactions;
    private final EventBell bell;
    private final EventLog eventLog = EventStores.log();
    private final EventFeed eventFeed;
    private final EventCursors eventCursors;
    private final Records records;
    private final TenantStore tenants;
    private final CredentialStore credentials;
    private final IdempotencyStore idempotency = TenantStores.idempotency();
    private final LeadStore leads;
    private final SequenceStepStore steps = CrmStores.steps();
    private final PerformanceStore performance = CmoStores.performance();
    private final OutboxStore outbox;
    private final AgentRunStore agentRuns;
    private final JobStore jobs;
    private final JobQueue jobQueue;
    private final ScheduleStore schedules;
    private final Sweeper sweeper;

    private Postgres(PostgresConfig config, ChannelCatalogue channels, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.schemaVersion = CompletableFuture.supplyAsync(
                new Migrations(config)::migrate,
                work -> Thread.ofPlatform().name("migrations").daemon().start(work));
        this.pool = Pools.forTransactions(config);
        this.bell = new EventBell(pool);
        this.transactions = new PgTransactions(pool, config.roles(), bell);
        Ids ids = Ids.timeOrdered(clock);
        this.eventFeed = EventStores.feed(transactions);
        this.eventCursors = EventStores.cursors(transactions, clock);
        this.records = new TellingRecords(new VersionedRecords(new PgRecords(), new PgVersionStore()), eventLog, ids);
        this.outbox = MessagingStores.outbox(records);
        this.jobs = JobStores.jobs(eventLog, ids);
        this.tenants = TenantStores.tenants(clock);
        this.credentials = TenantStores.credentials(transactions);
        this.leads = CrmStores.leads(channels);
        this.agentRuns = AiStores.runs(transactions);
        this.jobQueue = JobStores.queue(transactions, bell);
        this.schedules = JobStores.schedules(transactions);
        this.sweeper = JobStores.sweeper(transactions);
    }

    /**
     * Migrates the database and opens it.
     *
     * @param channels the channels whose events it keeps
     * @param clock tells the present
     * @throws IllegalStateException if the server is too old, or a migration fails
     * @throws Unavailable if the server cannot be reached
     */
    public static Postgres open(PostgresConfig config, ChannelCatalogue channels, InstantSource clock) {
        Postgres opened = opening(config, channels, clock);
        try {
            opened.awaitMigrated();
            return opened;
        } catch (RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    /**
     * Opens the database while it is still being migrated, for those who have something else to do meanwhile: call
     * {@link #awaitMigrated} before anything of it is used, and {@link #close} it if that fails.
     *
     * @param channels the channels whose events it keeps
     * @param clock tells the present
     * @throws Unavailable if the server cannot be reached
     */
    public static Postgres opening(PostgresConfig config, ChannelCatalogue channels, InstantSource clock) {
        return new Postgres(config, channels, clock);
    }

    /**
     * Waits until the schema is the one that this version needs.
     *
     * @return its version
     * @throws IllegalStateException if the server is too old, or a migration fails
     * @throws Unavailable if the server cannot be reached
     */
    public String awaitMigrated() {
        try {
            return schemaVersion.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public Transactions transactions() {
        return transactions;
    }

    public Records records() {
        return records;
    }

    public TenantStore tenants() {
        return tenants;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    public IdempotencyStore idempotency() {
        return idempotency;
    }

    public LeadStore leads() {
        return leads;
    }

    public SequenceStepStore steps() {
        return steps;
    }

    public OutboxStore outbox() {
        return outbox;
    }

    public PerformanceStore performance() {
        return performance;
    }

    public EventLog eventLog() {
        return eventLog;
    }

    public EventFeed eventFeed() {
        return eventFeed;
    }

    public EventCursors eventCursors() {
        return eventCursors;
    }

    public JobStore jobs() {
        return jobs;
    }

    public AgentRunStore agentRuns() {
        return agentRuns;
    }

    public JobQueue jobQueue() {
        return jobQueue;
    }

    public ScheduleStore schedules() {
        return schedules;
    }

    public Sweeper sweeper() {
        return sweeper;
    }

    /**
     * A spine store with writers and connections of its own, started; close it before this, so that it writes what it
     * accepted.
     *
     * @param writers how many batches of events are written at the same time, at least 1; 2 suit most
     * @param queue how many events may wait before further ones are refused as unavailable, at least 1
     */
    public PgSpineStore spine(int writers, int queue) {
        SpineLimits limits = SpineLimits.of(writers, queue);
        return CrmStores.spine(Pools.forSpine(config, writers), config.roles().spine(), limits, bell);
    }

    /**
     * A worker that does jobs, over connections of its own, not started yet; close it before this.
     *
     * @param works what does them, one for each kind
     */
    public JobWorker worker(Collection<JobWork<?>> works, Pace pace) {
        HikariDataSource own = Pools.forJobs(config);
        return new JobWorker(JobStores.queue(new PgTransactions(own, config.roles()), bell), works, pace, clock, own);
    }

    /**
     * A clock that one node at a time looks at, not started yet; close it before this.
     *
     * @param look what to do at each look
     */
    public ScheduleClock scheduleClock(Runnable look) {
        return new ScheduleClock(Pools.as(config, config.roles().jobs(), 2), look);
    }

    /**
     * Seals the secrets that a version before the vault kept as they were; call it before anything reads them. Several
     * nodes may do it at once.
     *
     * @return how many there were
     */
    public int sealSecrets(Vault vault) {
        return TenantStores.sealSecrets(transactions, vault);
    }

    /**
     * A relay that tells listeners what happened, over connections of its own, not started yet; close it before this.
     *
     * @param listeners whom it tells
     */
    public EventRelay eventRelay(Collection<EventListener> listeners) {
        HikariDataSource own = Pools.forEvents(config);
        return new EventRelay(
                own, transactions, new PgTransactions(own, config.roles()), bell, records, listeners, clock);
    }

    /**
     * How the database is.
     *
     * @param schemaVersion the version that its schema was brought to when it was opened
     * @param ping how long it took to answer
     */
    public record Health(String schemaVersion, Duration ping) {}

    /**
     * Asks the database whether it is there.
     *
     * @throws Unavailable if it does not answer
     */
    public Health health() {
        long begun = System.nanoTime();
        transactions.across(
                config.roles().gate(), session -> session.sql("select 1").find(row -> true));
        return new Health(awaitMigrated(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Closes the connections; what is running breaks off. */
    @Override
    public void close() {
        bell.close();
        pool.close();
    }
}
