package io.aicmo.http;

import io.aicmo.http.ai.AgentQueueRoutes;
import io.aicmo.http.ai.AgentRunRoutes;
import io.aicmo.http.ai.ConversationRoutes;
import io.aicmo.http.ai.KernelRoutes;
import io.aicmo.http.cmo.BlueprintRoutes;
import io.aicmo.http.cmo.BrandRoutes;
import io.aicmo.http.cmo.CalendarRoutes;
import io.aicmo.http.cmo.CampaignChannelRoutes;
import io.aicmo.http.cmo.CampaignRoutes;
import io.aicmo.http.cmo.ContentRoutes;
import io.aicmo.http.cmo.ExportRoutes;
import io.aicmo.http.cmo.FunnelRoutes;
import io.aicmo.http.cmo.GenerationRoutes;
import io.aicmo.http.cmo.LaunchRoutes;
import io.aicmo.http.cmo.MetricsRoutes;
import io.aicmo.http.cmo.OrchestratorRoutes;
import io.aicmo.http.cmo.PerformanceRoutes;
import io.aicmo.http.cmo.PlanRoutes;
import io.aicmo.http.cmo.RecommendationRoutes;
import io.aicmo.http.cmo.WeeklySummaryRoutes;
import io.aicmo.http.crm.AutomationStepRoutes;
import io.aicmo.http.crm.ContactRoutes;
import io.aicmo.http.crm.EventRoutes;
import io.aicmo.http.crm.FormRoutes;
import io.aicmo.http.crm.LeadRoutes;
import io.aicmo.http.crm.NoteRoutes;
import io.aicmo.http.crm.SequenceRoutes;
import io.aicmo.http.event.EventSetAsideRoutes;
import io.aicmo.http.event.EventStreamRoutes;
import io.aicmo.http.job.JobRoutes;
import io.aicmo.http.job.ScheduleRoutes;
import io.aicmo.http.job.ScheduledFunctionRoutes;
import io.aicmo.http.messaging.ConnectionRoutes;
import io.aicmo.http.messaging.OutboxRoutes;
import io.aicmo.http.messaging.SendRoutes;
import io.aicmo.http.messaging.SendingPolicyRoutes;
import io.aicmo.http.messaging.SuppressionRoutes;
import io.aicmo.http.messaging.UnsubscribeRoutes;
import io.aicmo.http.tenant.ApiKeyRoutes;
import io.aicmo.http.tenant.FormTokenRoutes;
import io.aicmo.http.tenant.TenantRoutes;
import io.aicmo.http.tenant.WorkspaceRoutes;
import io.aicmo.http.webhook.WebhookEndpointRoutes;
import io.aicmo.http.webhook.WebhookReceiverRoutes;
import io.aicmo.http.webhook.WebhookRoutes;
import io.aicmo.http.workflow.WorkflowExecutionRoutes;
import io.aicmo.http.workflow.WorkflowTriggerRoutes;
import java.util.List;
import java.util.stream.Stream;

/** Every area's routes; a new area adds its line. */
final class Routes {
    private Routes() {}

    static List<Route> all(Hexagon hexagon) {
        return Stream.of(
                        new EventRoutes(hexagon).routes(),
                        new TenantRoutes(hexagon).routes(),
                        new WorkspaceRoutes(hexagon).routes(),
                        new ApiKeyRoutes(hexagon).routes(),
                        new FormTokenRoutes(hexagon).routes(),
                        new WebhookRoutes(hexagon).routes(),
                        new WebhookEndpointRoutes(hexagon).routes(),
                        new WebhookReceiverRoutes(hexagon).routes(),
                        new BrandRoutes(hexagon).routes(),
                        new PlanRoutes(hexagon).routes(),
                        new FunnelRoutes(hexagon).routes(),
                        new CampaignRoutes(hexagon).routes(),
                        new BlueprintRoutes(hexagon).routes(),
                        new CampaignChannelRoutes(hexagon).routes(),
                        new ContentRoutes(hexagon).routes(),
                        new CalendarRoutes(hexagon).routes(),
                        new LaunchRoutes(hexagon).routes(),
                        new GenerationRoutes(hexagon).routes(),
                        new OrchestratorRoutes(hexagon).routes(),
                        new ExportRoutes(hexagon).routes(),
                        new PerformanceRoutes(hexagon).routes(),
                        new MetricsRoutes(hexagon).routes(),
                        new WeeklySummaryRoutes(hexagon).routes(),
                        new RecommendationRoutes(hexagon).routes(),
                        new ContactRoutes(hexagon).routes(),
                        new LeadRoutes(hexagon).routes(),
                        new NoteRoutes(hexagon).routes(),
                        new SequenceRoutes(hexagon).routes(),
                        new ConnectionRoutes(hexagon).routes(),
                        new OutboxRoutes(hexagon).routes(),
                        new SendingPolicyRoutes(hexagon).routes(),
                        new SendRoutes(hexagon).routes(),
                        new SuppressionRoutes(hexagon).routes(),
                        new UnsubscribeRoutes(hexagon).routes(),
                        new AutomationStepRoutes(hexagon).routes(),
                        new FormRoutes(hexagon).routes(),
                        new JobRoutes(hexagon).routes(),
                        new KernelRoutes(hexagon).routes(),
                        new AgentQueueRoutes(hexagon).routes(),
                        new AgentRunRoutes(hexagon).routes(),
                        new ConversationRoutes(hexagon).routes(),
                        new ScheduleRoutes(hexagon).routes(),
                        new ScheduledFunctionRoutes(hexagon).routes(),
                        new EventStreamRoutes(hexagon).routes(),
                        new EventSetAsideRoutes(hexagon).routes(),
                        new WorkflowTriggerRoutes(hexagon).routes(),
                        new WorkflowExecutionRoutes(hexagon).routes())
                .flatMap(List::stream)
                .toList();
    }
}
