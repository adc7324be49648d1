package io.aicmo.http;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.port.workflow.WorkflowAction;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What the server puts on the wire: the ports of one installation. The use cases are made from them.
 *
 * @param streams hands on what happens to whoever has a stream open
 * @param listeners who is told what happens, by whichever node does that
 * @param workflowActions what workflows can do
 * @param agents runs agents
 * @param agentRuns the log of their runs
 * @param modes what callers can ask the agents
 * @param providers the providers whose webhooks are understood
 * @param messaging what sending needs
 * @param webhookSender puts webhooks on the wire
 * @param random unpredictable, such as {@link java.security.SecureRandom}: secrets are made with it
 */
public record Hexagon(
        Transactions transactions,
        Records records,
        Vault vault,
        TenantStore tenants,
        CredentialStore credentials,
        SpineStore spine,
        LeadStore leads,
        SequenceStepStore steps,
        PerformanceStore performance,
        JobStore jobs,
        ScheduleStore schedules,
        EventHub streams,
        List<EventListener> listeners,
        List<WorkflowAction> workflowActions,
        IdempotencyStore idempotency,
        Agents agents,
        AgentRunStore agentRuns,
        List<KernelMode<?, ?>> modes,
        ChannelCatalogue channels,
        List<WebhookProvider> providers,
        Messaging messaging,
        WebhookSender webhookSender,
        RandomGenerator random,
        Ids ids,
        InstantSource clock) {
    public Hexagon {
        listeners = List.copyOf(listeners);
        workflowActions = List.copyOf(workflowActions);
        modes = List.copyOf(modes);
        providers = List.copyOf(providers);
    }
}
