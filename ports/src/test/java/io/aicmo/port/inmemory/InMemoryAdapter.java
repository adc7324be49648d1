package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Records;
import io.aicmo.port.Sweeper;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.WhatsApp;
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

/** The memory, put to the proof. */
record InMemoryAdapter(
        Transactions transactions,
        Records records,
        TenantStore tenants,
        CredentialStore credentials,
        LeadStore leads,
        SequenceStepStore steps,
        SpineStore spine,
        OutboxStore outbox,
        PerformanceStore performance,
        IdempotencyStore idempotency,
        JobStore jobs,
        AgentRunStore agentRuns,
        JobQueue jobQueue,
        ScheduleStore schedules,
        Sweeper sweeper,
        EventLog eventLog,
        EventFeed eventFeed,
        EventCursors eventCursors,
        ChannelCatalogue channels)
        implements Adapter {

    static Adapter of(InMemory memory) {
        return new InMemoryAdapter(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.credentials(),
                memory.leads(),
                memory.steps(),
                memory.spine(),
                memory.outbox(),
                memory.performance(),
                memory.idempotency(),
                memory.jobs(),
                memory.agentRuns(),
                memory.jobQueue(),
                memory.schedules(),
                memory.sweeper(),
                memory.eventLog(),
                memory.eventFeed(),
                memory.eventCursors(),
                Channels.catalogue().with(WhatsApp.CHANNEL));
    }
}
