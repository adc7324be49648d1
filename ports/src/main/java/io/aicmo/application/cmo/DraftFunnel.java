package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.FunnelInput;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a funnel drafted, for a plan or for the workspace's offer. Nothing is stored. */
public final class DraftFunnel implements KernelMode.Use<DraftFunnel.Wish, FunnelDraft> {
    private final Transactions transactions;
    private final MarketFacts facts;
    private final Agents agents;

    public DraftFunnel(Transactions transactions, Records records, ChannelCatalogue channels, Agents agents) {
        this.transactions = transactions;
        this.facts = new MarketFacts(records, channels);
        this.agents = agents;
    }

    /**
     * What is wanted; whatever is null is taken from the plan, else from what the workspace says.
     *
     * @param channels names of declared channels
     * @param brief what else matters
     */
    public record Wish(
            @Nullable PlanId planId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            @Nullable List<String> channels,
            @Nullable String brief) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code brand_profile.missing}, {@code plan.*}, {@code icp_segment.*},
     *     {@code offer.*}, {@code channel.unknown}, {@code text.*}
     */
    @Override
    public AgentAnswer<FunnelDraft> answer(Actor actor, KernelMode.Ask<Wish> ask, Listener listener) {
        FunnelInput input = transactions.read(actor, tx -> input(tx, ask.workspaceId(), ask.input()));
        return agents.run(actor, ask.to(CmoAgents.FUNNEL_ARCHITECT, input), listener);
    }

    private FunnelInput input(Tx tx, WorkspaceId workspace, Wish wish) {
        Plan plan = wish.planId == null ? null : facts.plan(tx, wish.planId, workspace);
        Market market = facts.market(tx, workspace, plan, wish.icpSegmentId, wish.offerId);
        return new FunnelInput(
                market,
                plan == null ? null : MarketFacts.facts(plan),
                facts.usable(wish.channels, market),
                Text.optional(wish.brief, "brief", 5_000));
    }
}
