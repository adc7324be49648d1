package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CampaignInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a campaign's blueprint drafted, for a plan or for the workspace's offer. Nothing is stored. */
public final class DesignCampaign implements KernelMode.Use<DesignCampaign.Wish, CampaignDraft> {
    private static final int USUAL_WEEKS = 6;
    private static final int MOST_WEEKS = 52;

    private final Transactions transactions;
    private final Records records;
    private final MarketFacts facts;
    private final TenantStore tenants;
    private final Agents agents;
    private final InstantSource clock;

    public DesignCampaign(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            ChannelCatalogue channels,
            Agents agents,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new MarketFacts(records, channels);
        this.tenants = tenants;
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * What is wanted; whatever is null is taken from the plan, else from what the workspace says.
     *
     * @param startDate the first day, or null for the plan's where that is still to come, else tomorrow in the
     *     tenant's time zone
     * @param weeks how long it lasts, 1 to 52, or null for 6
     * @param channels names of declared channels
     */
    public record Wish(
            @Nullable PlanId planId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            @Nullable String objective,
            @Nullable LocalDate startDate,
            @Nullable Integer weeks,
            @Nullable List<String> channels) {}

    /**
     * @throws Rejected {@code brand_profile.missing}, {@code plan.*}, {@code icp_segment.*}, {@code offer.*}, {@code
     *     channel.unknown}, {@code campaign.weeks_out_of_range}, {@code text.*}
     */
    @Override
    public AgentAnswer<CampaignDraft> answer(Actor actor, KernelMode.Ask<Wish> ask, Listener listener) {
        CampaignInput input = transactions.read(actor, tx -> input(tx, ask.workspaceId(), ask.input()));
        return agents.run(actor, ask.to(CmoAgents.CAMPAIGN_DESIGNER, input), listener);
    }

    private CampaignInput input(Tx tx, WorkspaceId workspace, Wish wish) {
        Plan plan = wish.planId == null ? null : facts.plan(tx, wish.planId, workspace);
        Market market = facts.market(tx, workspace, plan, wish.icpSegmentId, wish.offerId);
        LocalDate today = LocalDate.ofInstant(clock.instant(), tenants.get(tx).timeZone());
        return new CampaignInput(
                market,
                plan == null ? null : MarketFacts.facts(plan),
                plan == null ? List.of() : stages(tx, plan.id()),
                Text.optional(wish.objective, "objective", 500),
                StartDate.checked(wish.startDate == null ? StartDate.within(plan, today) : wish.startDate, today),
                weeks(wish.weeks),
                facts.usable(wish.channels, market),
                taken(tx, workspace));
    }

    private static int weeks(@Nullable Integer wanted) {
        int weeks = wanted == null ? USUAL_WEEKS : wanted;
        if (weeks < 1 || weeks > MOST_WEEKS) {
            throw Rejected.field("weeks", "campaign.weeks_out_of_range", "weeks must be between 1 and " + MOST_WEEKS);
        }
        return weeks;
    }

    private List<String> stages(Tx tx, PlanId plan) {
        return records.of(RecordTypes.FUNNELS).list(tx, ListQuery.newest(1).where("planId", plan)).data().stream()
                .map(Funnel::id)
                .flatMap(funnel -> records
                        .of(RecordTypes.FUNNEL_STAGES)
                        .list(tx, ListQuery.newest(FunnelStage.MOST).where("funnelId", funnel))
                        .data()
                        .stream())
                .sorted(Comparator.comparingInt(FunnelStage::position))
                .map(FunnelStage::name)
                .toList();
    }

    private List<String> taken(Tx tx, WorkspaceId workspace) {
        return records
                .of(RecordTypes.CAMPAIGNS)
                .list(tx, ListQuery.newest(ListQuery.MAX_LIMIT).where("workspaceId", workspace))
                .data()
                .stream()
                .map(Campaign::name)
                .toList();
    }
}
