package io.aicmo.port.contract;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Records;
import io.aicmo.port.Sweeper;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.cmo.PerformanceStore;
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

/** What is put to the proof: the ports of one adapter, over one database. */
public interface Adapter {
    Transactions transactions();

    Records records();

    TenantStore tenants();

    CredentialStore credentials();

    LeadStore leads();

    SequenceStepStore steps();

    SpineStore spine();

    OutboxStore outbox();

    PerformanceStore performance();

    IdempotencyStore idempotency();

    JobStore jobs();

    AgentRunStore agentRuns();

    JobQueue jobQueue();

    ScheduleStore schedules();

    Sweeper sweeper();

    EventLog eventLog();

    EventFeed eventFeed();

    EventCursors eventCursors();

    /** The channels that the adapter's spine was made with. */
    ChannelCatalogue channels();
}
