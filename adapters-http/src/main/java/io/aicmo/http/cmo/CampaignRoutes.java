package io.aicmo.http.cmo;

import io.aicmo.application.cmo.ChangeCampaign;
import io.aicmo.application.cmo.CreateCampaign;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.shared.CampaignId;
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
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
        this.changeCampaign =
                new ChangeCampaign(hexagon.transactions(), hexagon.records(), hexagon.channels(), hexagon.clock());
    }

    /** Asks for a campaign. */
    record NewCampaign(
            WorkspaceId workspaceId,
            @Size(min = 1, max = 200) String name,
            @Size(max = 50) List<@Size(max = 100) String> channels,
            @Nullable @Size(max = 500) String objective,
            @Nullable @Size(max = 2_000) String goal,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate) {}

    /** What may be changed about a campaign; the status moves along its machine. */
    record CampaignChange(
            @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 500) String objective,
            @Nullable @Size(max = 2_000) String goal,
            CampaignStatus status,
            @Size(max = 50) List<@Size(max = 100) String> channels,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate) {
        static CampaignChange of(Campaign.Edit edit) {
            return new CampaignChange(
                    edit.name(),
                    edit.objective(),
                    edit.goal(),
                    edit.status(),
                    edit.channels(),
                    edit.startDate(),
                    edit.endDate());
        }

        Campaign.Edit edit() {
            return new Campaign.Edit(
                    name, objective, goal, status, channels.stream().distinct().toList(), startDate, endDate);
        }
    }

    /** A campaign. */
    record CampaignView(
            CampaignId id,
            WorkspaceId workspaceId,
            String name,
            @Nullable String objective,
            @Nullable String goal,
            CampaignStatus status,
            List<String> channels,
            @Nullable LocalDate startDate,
            @Nullable LocalDate endDate,
            long replyCount,
            boolean direct,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static CampaignView of(Campaign campaign) {
            return new CampaignView(
                    campaign.id(),
                    campaign.workspaceId(),
                    campaign.name(),
                    campaign.objective(),
                    campaign.goal(),
                    campaign.status(),
                    campaign.channels(),
                    campaign.startDate(),
                    campaign.endDate(),
                    campaign.replyCount(),
                    campaign.direct(),
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
                        (actor, draft) -> createCampaign.handle(
                                actor,
                                new CreateCampaign.Command(
                                        draft.workspaceId,
                                        draft.name,
                                        draft.objective,
                                        draft.goal,
                                        draft.channels,
                                        draft.startDate,
                                        draft.endDate)))
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
