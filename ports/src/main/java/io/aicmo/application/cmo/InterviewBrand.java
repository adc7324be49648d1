package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.BrandIntakeInput;
import io.aicmo.application.cmo.agent.BrandIntakeInput.Said;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.BrandQuestion;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.cmo.draft.BrandTurn;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conversation about the brand: each turn takes a message, keeps what it tells in the workspace's brand profile, and
 * answers the next question. It is stored, so that it can be gone on with at any time.
 */
public final class InterviewBrand implements KernelMode.Use<InterviewBrand.Message, InterviewBrand.Turn> {
    /** The agent remembers so much of what was said before. */
    private static final int REMEMBERED = 20;

    private final Transactions transactions;
    private final Records records;
    private final MarketFacts facts;
    private final Agents agents;
    private final Ids ids;
    private final InstantSource clock;

    public InterviewBrand(
            Transactions transactions,
            Records records,
            ChannelCatalogue channels,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new MarketFacts(records, channels);
        this.agents = agents;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the person says. */
    public record Message(String message) {}

    /**
     * What they are answered.
     *
     * @param conversationId to go on with
     * @param asking the field that the next question is about, or null where nothing is asked any more
     * @param missing the fields of the profile that are still empty, the most important first
     * @param complete whether the profile has all that marketing needs
     * @param learned what the message told
     * @param brandProfileId the profile, or null where nothing was told yet
     */
    public record Turn(
            ConversationId conversationId,
            String reply,
            @Nullable String asking,
            List<String> missing,
            boolean complete,
            BrandFacts learned,
            @Nullable BrandProfileId brandProfileId) {}

    /** The conversation so far, and what is known about the brand. */
    private record State(Conversation conversation, BrandFacts known) {}

    /**
     * @throws Rejected {@code conversation.in_other_workspace}, {@code conversation.too_long}, {@code text.*}
     * @throws NotFound if there is no such conversation
     * @throws io.aicmo.port.StaleVersion if two messages of one conversation come at once
     */
    @Override
    public AgentAnswer<Turn> answer(Actor actor, KernelMode.Ask<Message> ask, Listener listener) {
        String message = Text.required(ask.input().message, "message", Conversation.MAX_MESSAGE);
        State state = transactions.read(actor, tx -> state(tx, ask.workspaceId(), ask.conversationId()));
        AgentAnswer<BrandTurn> answer = agents.run(
                actor,
                new AgentRequest<>(
                        CmoAgents.BRAND_INTAKE, input(state, message), ask.workspaceId(), null, ask.requestId()),
                listener);
        return answer.with(transactions.write(actor, tx -> keep(tx, state, message, answer)));
    }

    private State state(Tx tx, WorkspaceId workspace, @Nullable ConversationId id) {
        BrandFacts known = facts.brand(tx, workspace).map(MarketFacts::facts).orElse(BrandFacts.NONE);
        if (id == null) {
            ConversationId made = new ConversationId(ids.next());
            return new State(
                    Conversation.begun(made, workspace, CmoAgents.BRAND_INTAKE.name(), clock.instant()), known);
        }
        Conversation conversation = records.of(RecordTypes.CONVERSATIONS).get(tx, id);
        if (!conversation.workspaceId().equals(workspace)) {
            throw Rejected.field(
                    "conversation_id",
                    "conversation.in_other_workspace",
                    "the conversation " + id + " is in another workspace");
        }
        if (conversation.turns().size() + 2 > Conversation.MOST_TURNS) {
            throw Rejected.field(
                    "conversation_id", "conversation.too_long", "this conversation is too long; begin another one");
        }
        return new State(conversation, known);
    }

    private static BrandIntakeInput input(State state, String message) {
        List<Conversation.Turn> turns = state.conversation.turns();
        return new BrandIntakeInput(
                state.known,
                fields(BrandQuestion.open(state.known)),
                state.conversation.declined(),
                state.conversation.asking(),
                turns.subList(Math.max(0, turns.size() - REMEMBERED), turns.size()).stream()
                        .map(turn -> new Said(turn.speaker().name().toLowerCase(Locale.ROOT), turn.text()))
                        .toList(),
                message);
    }

    private Turn keep(Tx tx, State state, String message, AgentAnswer<BrandTurn> answer) {
        Instant now = clock.instant();
        BrandTurn turn = answer.output();
        WorkspaceId workspace = state.conversation.workspaceId();
        Optional<BrandProfile> profile = learn(tx, workspace, turn.learned(), Generations.of(answer), now);
        boolean refused = turn.learned().equals(BrandFacts.NONE) && BrandQuestion.isDeclined(message);
        Conversation said = state.conversation.said(message, refused, turn.reply(), turn.asking(), now);
        Conversation kept = said.turns().size() == 2
                ? records.of(RecordTypes.CONVERSATIONS).insert(tx, said)
                : records.of(RecordTypes.CONVERSATIONS).update(tx, said);
        BrandFacts known = profile.map(MarketFacts::facts).orElse(BrandFacts.NONE);
        return new Turn(
                kept.id(),
                turn.reply(),
                turn.asking(),
                fields(BrandQuestion.open(known)),
                profile.map(BrandProfile::isComplete).orElse(false),
                turn.learned(),
                profile.map(BrandProfile::id).orElse(null));
    }

    /** Writes what was learned over what is known; a brand that nobody has named is called like its workspace. */
    private Optional<BrandProfile> learn(
            Tx tx, WorkspaceId workspace, BrandFacts learned, Generation generation, Instant now) {
        Optional<BrandProfile> before = facts.brand(tx, workspace);
        if (learned.equals(BrandFacts.NONE)) {
            return before;
        }
        BrandFacts after = learned.over(before.map(MarketFacts::facts).orElse(BrandFacts.NONE));
        if (before.isPresent()) {
            BrandProfile edited = before.get().edited(words(after, before.get().name()), now);
            return Optional.of(records.of(RecordTypes.BRAND_PROFILES).update(tx, edited));
        }
        String name = records.of(RecordTypes.WORKSPACES).get(tx, workspace).name();
        return Optional.of(records.of(RecordTypes.BRAND_PROFILES)
                .insert(
                        tx,
                        BrandProfile.of(
                                new BrandProfileId(ids.next()), workspace, words(after, name), generation, now)));
    }

    private static BrandProfile.Edit words(BrandFacts facts, String otherwise) {
        return new BrandProfile.Edit(
                Objects.requireNonNullElse(facts.name(), otherwise),
                facts.website(),
                facts.industry(),
                facts.stage(),
                facts.description(),
                facts.audience(),
                facts.problem(),
                facts.valueProposition(),
                facts.positioning(),
                facts.voice(),
                listed(facts.differentiators()),
                listed(facts.competitors()),
                listed(facts.goals()),
                listed(facts.guardrails()),
                listed(facts.soundbites()),
                listed(facts.channels()),
                facts.monthlyBudget());
    }

    private static List<String> listed(@Nullable List<String> values) {
        return values == null ? List.of() : values;
    }

    private static List<String> fields(List<BrandQuestion> questions) {
        return questions.stream().map(BrandQuestion::field).toList();
    }
}
