package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has a campaign's content drafted, all of it or some kinds. Nothing is stored. */
public final class DraftContent implements KernelMode.Use<DraftContent.Wish, ContentDraft> {
    private static final int USUAL_EMAILS = 4;
    private static final int MOST_EMAILS = 10;

    private final Transactions transactions;
    private final Records records;
    private final MarketFacts facts;
    private final Agents agents;

    public DraftContent(Transactions transactions, Records records, ChannelCatalogue channels, Agents agents) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new MarketFacts(records, channels);
        this.agents = agents;
    }

    /**
     * What is wanted.
     *
     * @param kinds what is to be made, or null for what the campaign's channels need
     * @param emails how many e-mails the sequence shall have, 1 to 10, or null for 4
     * @param brief what else matters, or null
     */
    public record Wish(
            @Nullable List<AssetKind> kinds,
            @Nullable Integer emails,
            @Nullable String brief) {}

    /**
     * @throws Rejected {@code campaign.missing}, {@code brand_profile.missing}, {@code content.emails_out_of_range},
     *     {@code text.*}
     */
    @Override
    public AgentAnswer<ContentDraft> answer(Actor actor, KernelMode.Ask<Wish> ask, Listener listener) {
        CampaignId campaign = ask.campaignId();
        if (campaign == null) {
            throw Rejected.field("campaign_id", "campaign.missing", "content is made for a campaign; name it");
        }
        ContentInput input = transactions.read(actor, tx -> input(tx, campaign, ask.input()));
        return agents.run(actor, ask.to(CmoAgents.CONTENT_ENGINE, input), listener);
    }

    private ContentInput input(Tx tx, CampaignId id, Wish wish) {
        Campaign campaign = records.of(RecordTypes.CAMPAIGNS).get(tx, id);
        Market market = facts.market(tx, campaign.workspaceId(), campaign.targetIcpId(), campaign.offerId());
        List<String> channels = campaign.channels().isEmpty() ? facts.usable(null, market) : campaign.channels();
        return new ContentInput(
                market,
                campaign.name(),
                campaign.objective(),
                campaign.goal(),
                channels,
                wish.kinds == null || wish.kinds.isEmpty()
                        ? needed(channels)
                        : List.copyOf(new LinkedHashSet<>(wish.kinds)),
                emails(wish.emails),
                Text.optional(wish.brief, "brief", 5_000));
    }

    private static int emails(@Nullable Integer wanted) {
        int emails = wanted == null ? USUAL_EMAILS : wanted;
        if (emails < 1 || emails > MOST_EMAILS) {
            throw Rejected.field(
                    "emails", "content.emails_out_of_range", "emails must be between 1 and " + MOST_EMAILS);
        }
        return emails;
    }

    /** What channels need; any that is not one of these is a place where posts and advertisements are seen. */
    private static List<AssetKind> needed(List<String> channels) {
        Set<AssetKind> kinds = new LinkedHashSet<>();
        for (String channel : channels) {
            switch (channel) {
                case "landing_page" -> kinds.add(AssetKind.LANDING_PAGE);
                case "email" -> kinds.add(AssetKind.EMAIL);
                case "voice" -> kinds.add(AssetKind.VOICE_SCRIPT);
                default -> kinds.addAll(List.of(AssetKind.SOCIAL_POST, AssetKind.AD));
            }
        }
        return List.copyOf(kinds);
    }
}
