package io.aicmo.http.cmo;

import io.aicmo.application.cmo.ChangeCampaign;
import io.aicmo.application.cmo.CreateCampaign;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Parameter;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineStore;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Campaigns and their statistics. */
public final class CampaignRoutes {
    private static final Parameter<LocalDate> FROM =
            Parameter.day("from", "The first day, in the tenant's time zone; 90 days ago if not given.");
    private static final Parameter<LocalDate> TO = Parameter.day("to", "The last day; today if not given.");
    private static final int DAYS = 90;
    private static final int MAX_DAYS = 3 * 366;

    private final Hexagon hexagon;
    private final CreateCampaign createCampaign;
    private final ChangeCampaign changeCampaign;

    public CampaignRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.createCampaign = new CreateCampaign(
                hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.ids(), hexagon.clock());
        this.changeCampaign = new ChangeCampaign(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.channels(),
                LaunchRoutes.readiness(hexagon),
                hexagon.clock());
    }

    /** Asks for a campaign. */
    record NewCampaign(
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            @Size(min = 1, max = 200) String name,
            @Size(max = 50) List<@Size(max = 100) String> channels,
            @Nullable @Size(max = 500) String objective,
            @Nullable @Size(max = 2_000) String goal,
            @Nullable Intensity intensity,
            @Nullable @Size(max = 20) List<CampaignPhase> phases,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate) {
        CreateCampaign.Command command() {
            Campaign.Edit words = new Campaign.Edit(
                    planId,
                    targetIcpId,
                    offerId,
                    name,
                    objective,
                    goal,
                    CampaignStatus.PLANNING,
                    channels.stream().distinct().toList(),
                    intensity,
                    Objects.requireNonNullElse(phases, List.of()),
                    startDate,
                    endDate,
                    0);
            return new CreateCampaign.Command(workspaceId, words, null);
        }
    }

    /** What may be changed about a campaign; the status moves along its machine, but for the launch. */
    record CampaignChange(
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 500) String objective,
            @Nullable @Size(max = 2_000) String goal,
            CampaignStatus status,
            @Size(max = 50) List<@Size(max = 100) String> channels,
            @Nullable Intensity intensity,
            @Size(max = 20) List<CampaignPhase> phases,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            @Min(0) @Max(100) int progress) {
        static CampaignChange of(Campaign.Edit edit) {
            return new CampaignChange(
                    edit.planId(),
                    edit.targetIcpId(),
                    edit.offerId(),
                    edit.name(),
                    edit.objective(),
                    edit.goal(),
                    edit.status(),
                    edit.channels(),
                    edit.intensity(),
                    edit.phases(),
                    edit.startDate(),
                    edit.endDate(),
                    edit.progress());
        }

        Campaign.Edit edit() {
            return new Campaign.Edit(
                    planId,
                    targetIcpId,
                    offerId,
                    name,
                    objective,
                    goal,
                    status,
                    channels.stream().distinct().toList(),
                    intensity,
                    phases,
                    startDate,
                    endDate,
                    progress);
        }
    }

    /** A campaign. */
    record CampaignView(
            CampaignId id,
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String objective,
            @Nullable String goal,
            CampaignStatus status,
            List<String> channels,
            @Nullable Intensity intensity,
            List<CampaignPhase> phases,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            int progress,
            long replyCount,
            boolean direct,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static CampaignView of(Campaign campaign) {
            return new CampaignView(
                    campaign.id(),
                    campaign.workspaceId(),
                    campaign.planId(),
                    campaign.targetIcpId(),
                    campaign.offerId(),
                    campaign.name(),
                    campaign.objective(),
                    campaign.goal(),
                    campaign.status(),
                    campaign.channels(),
                    campaign.intensity(),
                    campaign.phases(),
                    campaign.startDate(),
                    campaign.endDate(),
                    campaign.progress(),
                    campaign.replyCount(),
                    campaign.direct(),
                    campaign.generation(),
                    campaign.createdAt(),
                    campaign.updatedAt(),
                    campaign.version());
        }
    }

    /** A campaign's days. */
    record CampaignStats(List<DailyStats> data) {}

    /** What a recount of a campaign's days found and corrected. */
    record StatsRebuilt(long days, List<SpineStore.Difference> differences) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(campaigns().routes());
        routes.add(Route.get("/v1/campaigns/{id}/stats")
                .may(Permission.ANALYTICS_READ)
                .says("Counts what happened, by day and channel.")
                .with(FROM, TO)
                .answers(200, CampaignStats.class)
                .by(this::stats));
        routes.add(Route.post("/v1/campaigns/{id}/stats/rebuild")
                .may(Permission.MARKETING_WRITE)
                .says("Counts the days anew from the recorded events, and corrects what differs.")
                .answers(200, StatsRebuilt.class)
                .by(this::rebuild));
        return routes;
    }

    private Resource<CampaignId, Campaign, CampaignView> campaigns() {
        return Resource.of(hexagon, RecordTypes.CAMPAIGNS, CampaignId.class, CampaignView.class, CampaignView::of)
                .readable(Permission.MARKETING_READ)
                .creatable(
                        Permission.MARKETING_WRITE,
                        NewCampaign.class,
                        (actor, draft) -> createCampaign.handle(actor, draft.command()))
                .changeable(
                        Permission.MARKETING_WRITE,
                        CampaignChange.class,
                        (actor, id, version, edit) -> changeCampaign.handle(
                                actor,
                                id,
                                version,
                                now -> edit.apply(CampaignChange.of(now)).edit()))
                .deletable(Permission.MARKETING_WRITE, Permission.MARKETING_WRITE, changeCampaign::delete);
    }

    private Answer stats(Call call) {
        LocalDate today = LocalDate.ofInstant(hexagon.clock().instant(), ZoneOffset.UTC);
        // Where the day is a day ahead of UTC's, today is there already.
        LocalDate to = call.query(TO, today.plusDays(1));
        LocalDate from = call.query(FROM, to.minusDays(DAYS));
        if (from.isAfter(to) || from.plusDays(MAX_DAYS).isBefore(to)) {
            throw Rejected.field(
                    "from", "stats.range", "from must not be after to, nor more than " + MAX_DAYS + " days before it");
        }
        CampaignId id = call.id(CampaignId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            enter(tx, id);
            return Answer.ok(new CampaignStats(hexagon.spine().dailyStats(tx, id, from, to)));
        });
    }

    private Answer rebuild(Call call) {
        CampaignId id = call.id(CampaignId.class);
        return hexagon.transactions().write(call.actor(), tx -> {
            enter(tx, id);
            SpineStore.Rebuilt rebuilt = hexagon.spine().rebuildStats(tx, id);
            return Answer.ok(new StatsRebuilt(rebuilt.days(), rebuilt.differences()));
        });
    }

    private void enter(Tx tx, CampaignId id) {
        tx.actor()
                .checkWorkspace(
                        hexagon.records().of(RecordTypes.CAMPAIGNS).get(tx, id).workspaceId());
    }
}
