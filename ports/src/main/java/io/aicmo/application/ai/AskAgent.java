package io.aicmo.application.ai;

import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks an agent about a workspace, or a campaign of it. A workspace that was found is believed to be there for {@link
 * #BELIEVED}, as credentials are, so that most calls do not look for it.
 */
public final class AskAgent {
    static final Duration BELIEVED = Duration.ofMillis(800);
    private static final int REMEMBERED = 10_000;

    private final Transactions transactions;
    private final Records records;
    private final InstantSource clock;
    private final Map<Place, Instant> found = new ConcurrentHashMap<>();

    /** A workspace, and whose it is. */
    private record Place(TenantId tenant, WorkspaceId workspace) {}

    public AskAgent(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Asks, and waits for the answer; the listener hears it as it is written.
     *
     * @throws Rejected {@code workspace.unknown}, {@code campaign.unknown}, {@code campaign.in_other_workspace}, {@code
     *     conversation.unknown}, {@code conversation.in_other_workspace}, and what the mode refuses
     * @throws io.aicmo.port.Forbidden if the actor may not enter the workspace
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer
     */
    public <Q extends Record, A extends Record> AgentAnswer<A> handle(
            Actor actor, KernelMode<Q, A> mode, Ask<Q> ask, Listener listener) {
        check(actor, ask.workspaceId(), ask.campaignId(), ask.conversationId());
        return mode.use().answer(actor, ask, listener);
    }

    /**
     * The checks of {@link #handle} alone, for callers who begin to answer before the agent does.
     *
     * @throws Rejected see {@link #handle}
     */
    public void check(
            Actor actor, WorkspaceId workspace, @Nullable CampaignId campaign, @Nullable ConversationId conversation) {
        actor.checkWorkspace(workspace);
        Place place = new Place(actor.tenant(), workspace);
        Instant now = clock.instant();
        boolean known = isBelieved(place, now);
        if (known && campaign == null && conversation == null) {
            return;
        }
        Optional<Rejected> refusal = transactions.read(
                actor,
                tx -> (known ? Optional.<Rejected>empty() : refusal(tx, workspace))
                        .or(() -> refusal(tx, workspace, campaign))
                        .or(() -> refusal(tx, workspace, conversation)));
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        // What an open transaction sees, it alone may see.
        if (!known && actor.transaction() == null) {
            remember(place, now);
        }
    }

    private boolean isBelieved(Place place, Instant now) {
        Instant when = found.get(place);
        return when != null && now.isBefore(when.plus(BELIEVED));
    }

    private void remember(Place place, Instant now) {
        if (found.size() >= REMEMBERED) {
            found.clear();
        }
        found.put(place, now);
    }

    private Optional<Rejected> refusal(Tx tx, WorkspaceId workspace) {
        return records.of(RecordTypes.WORKSPACES).find(tx, workspace).isPresent()
                ? Optional.empty()
                : Optional.of(
                        Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + workspace));
    }

    private Optional<Rejected> refusal(Tx tx, WorkspaceId workspace, @Nullable CampaignId campaignId) {
        if (campaignId == null) {
            return Optional.empty();
        }
        Optional<Campaign> campaign = records.of(RecordTypes.CAMPAIGNS).find(tx, campaignId);
        if (campaign.isEmpty()) {
            return Optional.of(Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + campaignId));
        }
        return campaign.get().workspaceId().equals(workspace)
                ? Optional.empty()
                : Optional.of(Rejected.field(
                        "campaign_id",
                        "campaign.in_other_workspace",
                        "the campaign " + campaignId + " belongs to another workspace"));
    }

    private Optional<Rejected> refusal(Tx tx, WorkspaceId workspace, @Nullable ConversationId id) {
        if (id == null) {
            return Optional.empty();
        }
        Optional<Conversation> conversation =
                records.of(RecordTypes.CONVERSATIONS).find(tx, id);
        if (conversation.isEmpty()) {
            return Optional.of(
                    Rejected.field("conversation_id", "conversation.unknown", "there is no conversation " + id));
        }
        return conversation.get().workspaceId().equals(workspace)
                ? Optional.empty()
                : Optional.of(Rejected.field(
                        "conversation_id",
                        "conversation.in_other_workspace",
                        "the conversation " + id + " is in another workspace"));
    }
}
