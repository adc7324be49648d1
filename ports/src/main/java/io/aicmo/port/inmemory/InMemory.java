package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordType;
import io.aicmo.port.Records;
import io.aicmo.port.Sweeper;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.VersionedRecords;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Playbook;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventLog;
import io.aicmo.port.event.TellingRecords;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.util.List;

/**
 * The door to the in-memory adapters: one world of data, empty at first and gone with the object. Safe for use by many
 * threads. It keeps what the ports promise, but for durability beyond the process. It looks through a tenant's rows
 * instead of keeping indexes, so it is for thousands of them, not for millions.
 */
public final class InMemory {
    private static final Ids EVENT_IDS = Ids.timeOrdered(InstantSource.system());

    private final Database database = new Database();
    private final Transactions transactions = new MemoryTransactions(database);
    private final Vault vault = new MemoryVault();

    public Transactions transactions() {
        return transactions;
    }

    public Records records() {
        VersionedRecords.Plain plain = new VersionedRecords.Plain() {
            @Override
            public <I extends Id, R extends Record & Entity<I>> RecordStore<I, R> of(RecordType<I, R> type) {
                return database.store(type);
            }
        };
        return new TellingRecords(new VersionedRecords(plain, new MemoryVersionStore(database)), eventLog(), EVENT_IDS);
    }

    /** Seals with a key that is gone with the object. */
    public Vault vault() {
        return vault;
    }

    public TenantStore tenants() {
        return new MemoryTenantStore(database);
    }

    public CredentialStore credentials() {
        return new MemoryCredentialStore(database);
    }

    public LeadStore leads() {
        return new MemoryLeadStore(database, EVENT_IDS);
    }

    public SequenceStepStore steps() {
        return new MemorySequenceStepStore(database);
    }

    public SpineStore spine() {
        return new MemorySpineStore(database, transactions, jobs(), EVENT_IDS);
    }

    public OutboxStore outbox() {
        return new MemoryOutboxStore(database);
    }

    public PerformanceStore performance() {
        return new MemoryPerformanceStore(database);
    }

    public IdempotencyStore idempotency() {
        return new MemoryIdempotencyStore(database);
    }

    public EventLog eventLog() {
        return new MemoryEventLog(database);
    }

    public EventFeed eventFeed() {
        return new MemoryEventFeed(database);
    }

    public EventCursors eventCursors() {
        return new MemoryEventCursors(database);
    }

    public JobStore jobs() {
        return new MemoryJobStore(database, EVENT_IDS);
    }

    public JobQueue jobQueue() {
        return new MemoryJobQueue(database, EVENT_IDS);
    }

    public ScheduleStore schedules() {
        return new MemoryScheduleStore(database);
    }

    public Sweeper sweeper() {
        return new MemorySweeper(database);
    }

    public AgentRunStore agentRuns() {
        return new MemoryAgentRunStore(database);
    }

    /** Agents that answer by these playbooks; an agent without one cannot be run. */
    public Agents agents(List<Playbook<?, ?>> playbooks, Ids ids, InstantSource clock) {
        return new MemoryAgents(playbooks, agentRuns(), ids, clock);
    }
}
