package io.aicmo.http.cmo;

import io.aicmo.application.cmo.RequestOrchestration;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The orchestrator, for whoever asks it by hand; events ask it themselves. */
public final class OrchestratorRoutes {
    private final RequestOrchestration requestOrchestration;

    public OrchestratorRoutes(Hexagon hexagon) {
        this.requestOrchestration = new RequestOrchestration(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.spine(),
                hexagon.jobs(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** What it is about; of a reply, the lead's last one if none is named. */
    record OrchestratorContext(
            LeadId leadId,
            @Nullable CampaignId campaignId,
            @Nullable ActivityId activityId) {}

    /**
     * What happened, for whoever names no activity.
     *
     * @param activityType of which type the activity is; the lead's last one of it is meant
     * @param meta what else is known about it; what counts stands on the timeline
     */
    record OrchestratorPayload(
            @Nullable @Size(min = 1, max = 100) String activityType,
            @Nullable Map<String, Object> meta) {}

    /**
     * Asks for an action of a specialist, for example {@code route_lead}.
     *
     * @param tenantId the caller's own tenant, for whoever names it
     */
    record OrchestratorInput(
            @Nullable TenantId tenantId,
            @Nullable WorkspaceId workspaceId,
            @Size(min = 1, max = 100) String action,
            OrchestratorContext context,
            @Nullable OrchestratorPayload payload) {}

    /** The job that will do it. */
    record OrchestratorJob(JobId jobId) {}

    public List<Route> routes() {
        return List.of(Route.post("/functions/v1/cmo-orchestrator")
                .may(Permission.LEADS_WRITE)
                .asFunction("async", "Has the specialist for an action handle a reply or route a lead.")
                .takes(OrchestratorInput.class)
                .answers(202, OrchestratorJob.class)
                .by(this::ask));
    }

    private Answer ask(Call call, OrchestratorInput input) {
        if (input.tenantId != null && !input.tenantId.equals(call.actor().tenant())) {
            throw Rejected.field("tenant_id", "tenant.unknown", "there is no tenant " + input.tenantId);
        }
        JobId job = requestOrchestration.handle(
                call.actor(),
                new RequestOrchestration.Command(
                        input.workspaceId,
                        input.action,
                        input.context.leadId,
                        input.context.campaignId,
                        input.context.activityId,
                        input.payload == null ? null : input.payload.activityType,
                        call.requestId()));
        return Answer.of(202, new OrchestratorJob(job)).header("Location", "/v1/jobs/" + job);
    }
}
