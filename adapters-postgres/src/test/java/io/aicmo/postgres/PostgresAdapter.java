package io.aicmo.postgres;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Records;
import io.aicmo.port.Sweeper;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.contract.Adapter;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.postgres.crm.PgSpineStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** This adapter, for the contracts. */
record PostgresAdapter(Postgres postgres) implements Adapter {
    private static final Map<Postgres, PgSpineStore> SPINES = new ConcurrentHashMap<>();

    @Override
    public Transactions transactions() {
        return postgres.transactions();
    }

    @Override
    public Records records() {
        return postgres.records();
    }

    @Override
    public TenantStore tenants() {
        return postgres.tenants();
    }

    @Override
    public CredentialStore credentials() {
        return postgres.credentials();
    }

    @Override
    public LeadStore leads() {
        return postgres.leads();
    }

    @Override
    public SequenceStepStore steps() {
        return postgres.steps();
    }

    @Override
    public SpineStore spine() {
        return SPINES.computeIfAbsent(postgres, one -> one.spine(2, 20_000));
    }

    @Override
    public OutboxStore outbox() {
        return postgres.outbox();
    }

    @Override
    public PerformanceStore performance() {
        return postgres.performance();
    }

    @Override
    public IdempotencyStore idempotency() {
        return postgres.idempotency();
    }

    @Override
    public JobStore jobs() {
        return postgres.jobs();
    }

    @Override
    public AgentRunStore agentRuns() {
        return postgres.agentRuns();
    }

    @Override
    public JobQueue jobQueue() {
        return postgres.jobQueue();
    }

    @Override
    public ScheduleStore schedules() {
        return postgres.schedules();
    }

    @Override
    public Sweeper sweeper() {
        return postgres.sweeper();
    }

    @Override
    public EventLog eventLog() {
        return postgres.eventLog();
    }

    @Override
    public EventFeed eventFeed() {
        return postgres.eventFeed();
    }

    @Override
    public EventCursors eventCursors() {
        return postgres.eventCursors();
    }

    @Override
    public ChannelCatalogue channels() {
        return TestDatabase.CHANNELS;
    }
}
