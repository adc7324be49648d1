package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.event.EventHub;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.workflow.StartWorkflows;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Server;
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
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.port.workflow.WorkflowAction;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.job.JobWorker;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The hexagon on HTTP, with what operators watch. */
@Module
interface HttpModule {
    @Provides
    static Hexagon hexagon(
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
            Set<EventListener> listeners,
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
        return new Hexagon(
                transactions,
                records,
                vault,
                tenants,
                credentials,
                spine,
                leads,
                steps,
                performance,
                jobs,
                schedules,
                streams,
                List.copyOf(listeners),
                workflowActions,
                idempotency,
                agents,
                agentRuns,
                modes,
                channels,
                providers,
                messaging,
                webhookSender,
                random,
                ids,
                clock);
    }

    @Provides
    static Server.Operations operations(
            Postgres postgres,
            PgSpineStore spine,
            JobWorker worker,
            JobQueue queue,
            StartWorkflows startWorkflows,
            InstantSource clock) {
        JobMeters jobs = new JobMeters(worker, queue, clock);
        return new Server.Operations(
                Map.of(
                        "database",
                                () -> {
                                    Postgres.Health health = postgres.health();
                                    return "schema " + health.schemaVersion() + ", answered in "
                                            + health.ping().toMillis() + " ms";
                                },
                        "spine", () -> spine.queued() + " events waiting",
                        "jobs", jobs::summary),
                registry -> {
                    new SpineMeters(spine).accept(registry);
                    jobs.accept(registry);
                    new WorkflowMeters(startWorkflows).accept(registry);
                });
    }

    @Provides
    @Singleton
    static Server server(io.aicmo.http.Settings settings, Hexagon hexagon, Server.Operations operations) {
        return new Server(settings, hexagon, operations);
    }
}
