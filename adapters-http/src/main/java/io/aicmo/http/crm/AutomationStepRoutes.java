package io.aicmo.http.crm;

import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.shared.AutomationStepId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The steps of what campaigns do by themselves. */
public final class AutomationStepRoutes {
    private final Hexagon hexagon;

    public AutomationStepRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks for a step of a campaign. */
    record NewAutomationStep(
            CampaignId campaignId,
            @Min(0) @Max(999) int position,
            AutomationStep.Kind kind,
            @Size(min = 1, max = 200) String name,
            @Nullable Map<String, Object> config) {}

    /** What may be changed about a step. */
    record AutomationStepChange(
            @Min(0) @Max(999) int position,
            AutomationStep.Kind kind,
            @Size(min = 1, max = 200) String name,
            @Nullable Map<String, Object> config) {
        static AutomationStepChange of(AutomationStep step) {
            return new AutomationStepChange(step.position(), step.kind(), step.name(), step.config());
        }
    }

    /** A step. */
    record AutomationStepView(
            AutomationStepId id,
            WorkspaceId workspaceId,
            CampaignId campaignId,
            int position,
            AutomationStep.Kind kind,
            String name,
            Map<String, Object> config,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static AutomationStepView of(AutomationStep step) {
            return new AutomationStepView(
                    step.id(),
                    step.workspaceId(),
                    step.campaignId(),
                    step.position(),
                    step.kind(),
                    step.name(),
                    step.config(),
                    step.createdAt(),
                    step.updatedAt(),
                    step.version());
        }
    }

    public List<Route> routes() {
        return Resource.of(
                        hexagon,
                        RecordTypes.AUTOMATION_STEPS,
                        AutomationStepId.class,
                        AutomationStepView.class,
                        AutomationStepView::of)
                .readable(Permission.MARKETING_READ)
                .keeping(Permission.MARKETING_WRITE, NewAutomationStep.class, this::make)
                .editable(
                        Permission.MARKETING_WRITE, AutomationStepChange.class, AutomationStepChange::of, this::revise)
                .deletable(Permission.MARKETING_WRITE)
                .routes();
    }

    private AutomationStep make(Tx tx, NewAutomationStep draft) {
        WorkspaceId workspace = hexagon.records()
                .of(RecordTypes.CAMPAIGNS)
                .find(tx, draft.campaignId)
                .orElseThrow(() ->
                        Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + draft.campaignId))
                .workspaceId();
        Instant now = hexagon.clock().instant();
        return new AutomationStep(
                new AutomationStepId(hexagon.ids().next()),
                workspace,
                draft.campaignId,
                draft.position,
                draft.kind,
                draft.name,
                Objects.requireNonNullElse(draft.config, Map.of()),
                now,
                now,
                1,
                null);
    }

    private AutomationStep revise(AutomationStep step, AutomationStepChange change) {
        return new AutomationStep(
                step.id(),
                step.workspaceId(),
                step.campaignId(),
                change.position,
                change.kind,
                change.name,
                Objects.requireNonNullElse(change.config, Map.of()),
                step.createdAt(),
                hexagon.clock().instant(),
                step.version(),
                step.deletedAt());
    }
}
