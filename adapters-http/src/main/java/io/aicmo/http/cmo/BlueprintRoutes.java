package io.aicmo.http.cmo;

import io.aicmo.application.cmo.StoreCampaign;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Campaigns' blueprints, as {@code cmo-campaign-designer} drafts them, kept. */
public final class BlueprintRoutes {
    private final StoreCampaign storeCampaign;

    public BlueprintRoutes(Hexagon hexagon) {
        this.storeCampaign = new StoreCampaign(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                hexagon.agentRuns(),
                hexagon.channels(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** How a channel is used. */
    record BlueprintChannel(
            String channel, String cadence, @Nullable String audience) {}

    /** Something to be made. */
    record BlueprintAsset(AssetKind kind, String channel, String title, String purpose) {}

    /** What happens on a day. */
    record BlueprintEvent(
            LocalDate date,
            CalendarEvent.Kind kind,
            String title,
            @Nullable String channel,
            @Nullable String notes) {}

    /** A campaign's blueprint. */
    record Blueprint(
            String name,
            String objective,
            String goal,
            String audience,
            Intensity intensity,
            LocalDate startDate,
            LocalDate endDate,
            List<CampaignPhase> phases,
            List<BlueprintChannel> channels,
            List<BlueprintAsset> assets,
            List<BlueprintEvent> calendar) {
        CampaignDraft draft() {
            return new CampaignDraft(
                    name,
                    objective,
                    goal,
                    audience,
                    intensity,
                    startDate,
                    endDate,
                    phases,
                    channels.stream()
                            .map(use -> new CampaignDraft.ChannelUse(use.channel, use.cadence, use.audience))
                            .toList(),
                    assets.stream()
                            .map(need -> new CampaignDraft.AssetNeed(need.kind, need.channel, need.title, need.purpose))
                            .toList(),
                    calendar.stream()
                            .map(entry -> new CampaignDraft.CalendarEntry(
                                    entry.date, entry.kind, entry.title, entry.channel, entry.notes))
                            .toList());
        }
    }

    /**
     * Asks for a blueprint to be kept.
     *
     * @param runId the run that drafted it, if one did
     */
    record BlueprintInput(
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            @Nullable AgentRunId runId,
            Blueprint blueprint) {}

    /** The campaign, how it uses its channels, and what happens when. */
    record StoredCampaign(
            CampaignRoutes.CampaignView campaign, List<CampaignChannel> channels, List<CalendarEvent> calendarEvents) {}

    public List<Route> routes() {
        return List.of(Route.post("/v1/campaigns/from-blueprint")
                .may(Permission.MARKETING_WRITE)
                .says("Keeps a campaign's blueprint: the campaign, its channels and its calendar.")
                .takes(BlueprintInput.class)
                .answers(201, StoredCampaign.class)
                .by(this::store));
    }

    private Answer store(Call call, BlueprintInput input) {
        StoreCampaign.Result made = storeCampaign.handle(
                call.actor(),
                new StoreCampaign.Command(
                        input.workspaceId,
                        input.planId,
                        input.targetIcpId,
                        input.offerId,
                        input.runId,
                        draft(input.blueprint)));
        Campaign campaign = made.campaign();
        return Answer.created(
                "/v1/campaigns/" + campaign.id(),
                new StoredCampaign(CampaignRoutes.CampaignView.of(campaign), made.channels(), made.calendarEvents()));
    }

    private static CampaignDraft draft(Blueprint blueprint) {
        try {
            return blueprint.draft();
        } catch (Rejected no) {
            throw no.within("blueprint");
        }
    }
}
