package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.reply.ReplyText;
import io.aicmo.domain.crm.AutoReply;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has a reply understood: quotation and signature are cut off, the rest is read. Nothing is stored. */
public final class AnalyzeReply implements KernelMode.Use<AnalyzeReply.Reply, ReplyAnalysis> {
    private static final int MOST_OF_A_REPLY = 20_000;

    private final Transactions transactions;
    private final Records records;
    private final MarketFacts facts;
    private final Agents agents;

    public AnalyzeReply(Transactions transactions, Records records, ChannelCatalogue channels, Agents agents) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new MarketFacts(records, channels);
        this.agents = agents;
    }

    /**
     * A reply as it came.
     *
     * @param subject its subject, or null
     * @param leadStatus where the lead stands, or null for one that was contacted
     */
    public record Reply(
            @Nullable String subject, String text, @Nullable LeadStatus leadStatus) {}

    /** @throws io.aicmo.domain.shared.Rejected {@code text.*} */
    @Override
    public AgentAnswer<ReplyAnalysis> answer(Actor actor, KernelMode.Ask<Reply> ask, Listener listener) {
        Reply reply = ask.input();
        Text.required(reply.text, "text", 100_000);
        Text.optional(reply.subject, "subject", 2_000);
        ReplyInput input = transactions.read(
                actor,
                tx -> input(
                        tx,
                        ask.workspaceId(),
                        ask.campaignId(),
                        Objects.requireNonNullElse(reply.subject, ""),
                        reply.text,
                        false,
                        Objects.requireNonNullElse(reply.leadStatus, LeadStatus.CONTACTED)));
        return agents.run(actor, ask.to(CmoAgents.REPLY_ANALYZER, input), listener);
    }

    /** What the agent is told about a reply: no address of anybody. */
    ReplyInput input(
            Tx tx,
            WorkspaceId workspace,
            @Nullable CampaignId campaignId,
            String subject,
            String text,
            boolean automatic,
            LeadStatus status) {
        Optional<Campaign> campaign = Optional.ofNullable(campaignId)
                .flatMap(id -> records.of(RecordTypes.CAMPAIGNS).find(tx, id))
                .filter(found -> found.workspaceId().equals(workspace));
        Optional<BrandProfile> brand = facts.brand(tx, workspace);
        return new ReplyInput(
                subject,
                Text.cut(ReplyText.of(text), MOST_OF_A_REPLY),
                automatic || AutoReply.isAutomatic(subject, text, Map.of()),
                status,
                campaign.filter(found -> !found.direct()).map(Campaign::name).orElse(null),
                brand.map(BrandProfile::name).orElse(null),
                brand.map(BrandProfile::voice).orElse(null),
                campaign.map(Campaign::offerId)
                        .flatMap(id -> records.of(RecordTypes.OFFERS).find(tx, id))
                        .map(offer -> offer.callToAction())
                        .orElse(null));
    }
}
