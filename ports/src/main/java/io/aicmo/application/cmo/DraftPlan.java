package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.application.cmo.agent.PlanInput;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a plan of 90 days drafted from the workspace's brand, audience and offer. Nothing is stored. */
public final class DraftPlan implements KernelMode.Use<DraftPlan.Wish, PlanDraft> {
    private final Transactions transactions;
    private final MarketFacts facts;
    private final TenantStore tenants;
    private final Agents agents;
    private final InstantSource clock;

    public DraftPlan(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            ChannelCatalogue channels,
            Agents agents,
            InstantSource clock) {
        this.transactions = transactions;
        this.facts = new MarketFacts(records, channels);
        this.tenants = tenants;
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * What is wanted; whatever is null is taken from what the workspace says.
     *
     * @param startDate the first day, or null for tomorrow in the tenant's time zone; at most ten years from now
     * @param goal what it shall achieve
     * @param budget for the 90 days
     * @param channels names of declared channels
     * @param brief what else matters
     */
    public record Wish(
            @Nullable LocalDate startDate,
            @Nullable String goal,
            @Nullable Money budget,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            @Nullable List<String> channels,
            @Nullable String brief) {}

    /**
     * @throws Rejected {@code brand_profile.missing}, {@code icp_segment.*}, {@code offer.*}, {@code channel.unknown},
     *     {@code plan.start_out_of_range}, {@code text.*}
     */
    @Override
    public AgentAnswer<PlanDraft> answer(Actor actor, KernelMode.Ask<Wish> ask, Listener listener) {
        PlanInput input = transactions.read(actor, tx -> input(tx, ask.workspaceId(), ask.input()));
        return agents.run(actor, ask.to(CmoAgents.PLANNER, input), listener);
    }

    private PlanInput input(Tx tx, WorkspaceId workspace, Wish wish) {
        Market market = facts.market(tx, workspace, wish.icpSegmentId, wish.offerId);
        LocalDate today = LocalDate.ofInstant(clock.instant(), tenants.get(tx).timeZone());
        return new PlanInput(
                market,
                StartDate.checked(wish.startDate, today),
                Text.optional(wish.goal, "goal", 2_000),
                wish.budget,
                facts.usable(wish.channels, market),
                Text.optional(wish.brief, "brief", 5_000));
    }
}
