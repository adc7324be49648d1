package io.aicmo.application.messaging;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.messaging.Templates;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;

/** What sending needs of the world; the use cases of this area are made from it. */
public record Messaging(
        Transactions transactions,
        Records records,
        TenantStore tenants,
        LeadStore leads,
        SequenceStepStore steps,
        OutboxStore outbox,
        SpineStore spine,
        JobStore jobs,
        ChannelCatalogue channels,
        Templates templates,
        Senders senders,
        Vault vault,
        UnsubscribeLinks links,
        Ids ids,
        InstantSource clock) {}
