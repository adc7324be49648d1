package io.aicmo.ai.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.ai.AgentRunner;
import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.application.cmo.InterviewBrand;
import io.aicmo.application.cmo.InterviewBrand.Message;
import io.aicmo.application.cmo.InterviewBrand.Turn;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.BrandQuestion;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.cmo.Conversation.Speaker;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.inmemory.InMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Conversations about a brand, whatever the person says: what was said is kept, and what was not is asked. */
class BrandConversationsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T10:15:30Z"));
    private static final Ids IDS = Ids.timeOrdered(InstantSource.system());

    private final InMemory memory = new InMemory();
    private final Actor actor = Actor.system(new TenantId(IDS.next()));
    private final InterviewBrand interview = new InterviewBrand(
            memory.transactions(),
            memory.records(),
            Channels.catalogue(),
            new AgentRunner(
                    null, null, Playbooks.ALL, memory.transactions(), memory.records(), memory.agentRuns(), IDS, CLOCK),
            IDS,
            CLOCK);

    @Property(tries = 150)
    void whateverSomebodySaysItIsKeptAndWhatIsMissingIsAskedFor(@ForAll("sayings") List<String> sayings) {
        WorkspaceId workspace = workspace();
        ConversationId conversation = null;
        BrandFacts told = BrandFacts.NONE;
        for (String saying : sayings) {
            Turn turn = says(workspace, conversation, saying);
            conversation = turn.conversationId();
            told = turn.learned().over(told);

            assertThat(turn.missing()).isEqualTo(missing(told));
            assertThat(turn.asking()).isEqualTo(firstAskable(told, conversation));
            assertThat(turn.brandProfileId() == null).isEqualTo(told.equals(BrandFacts.NONE));
            if (turn.brandProfileId() != null) {
                assertHolds(profile(turn.brandProfileId()), told);
            }
        }
        assertThat(messages(conversation))
                .isEqualTo(sayings.stream().map(String::strip).toList());
    }

    private static List<String> missing(BrandFacts told) {
        return BrandQuestion.open(told).stream()
                // A brand of which anything is known is called like its workspace until somebody names it.
                .filter(question -> question != BrandQuestion.NAME || told.equals(BrandFacts.NONE))
                .map(BrandQuestion::field)
                .toList();
    }

    private @Nullable String firstAskable(BrandFacts told, ConversationId conversation) {
        List<String> declined = conversation(conversation).declined();
        return missing(told).stream()
                .filter(field -> !declined.contains(field))
                .findFirst()
                .orElse(null);
    }

    private static void assertHolds(BrandProfile profile, BrandFacts told) {
        assertThat(profile.name()).isEqualTo(told.name() == null ? "Northwind" : told.name());
        assertThat(profile.description()).isEqualTo(told.description());
        assertThat(profile.industry()).isEqualTo(told.industry());
        assertThat(profile.audience()).isEqualTo(told.audience());
        assertThat(profile.problem()).isEqualTo(told.problem());
        assertThat(profile.valueProposition()).isEqualTo(told.valueProposition());
        assertThat(profile.voice()).isEqualTo(told.voice());
        assertThat(profile.differentiators()).isEqualTo(listed(told.differentiators()));
        assertThat(profile.goals()).isEqualTo(listed(told.goals()));
        assertThat(profile.channels()).isEqualTo(listed(told.channels()));
        assertThat(profile.monthlyBudget()).isEqualTo(told.monthlyBudget());
    }

    private static List<String> listed(@Nullable List<String> told) {
        return told == null ? List.of() : told;
    }

    private Turn says(WorkspaceId workspace, @Nullable ConversationId conversation, String message) {
        Ask<Message> ask = new Ask<>(workspace, null, conversation, new Message(message), null);
        return interview.answer(actor, ask, Listener.silent()).output();
    }

    private WorkspaceId workspace() {
        Workspace opened =
                Workspace.open(new WorkspaceId(IDS.next()), "Northwind", new CampaignId(IDS.next()), CLOCK.instant());
        return memory.transactions()
                .write(actor, tx -> memory.records().of(RecordTypes.WORKSPACES).insert(tx, opened))
                .id();
    }

    private BrandProfile profile(BrandProfileId id) {
        return memory.transactions()
                .read(
                        actor,
                        tx -> memory.records().of(RecordTypes.BRAND_PROFILES).get(tx, id));
    }

    private Conversation conversation(ConversationId id) {
        return memory.transactions()
                .read(
                        actor,
                        tx -> memory.records().of(RecordTypes.CONVERSATIONS).get(tx, id));
    }

    private List<String> messages(@Nullable ConversationId id) {
        List<String> messages = new ArrayList<>();
        if (id != null) {
            conversation(id).turns().stream()
                    .filter(turn -> turn.speaker() == Speaker.PERSON)
                    .forEach(turn -> messages.add(turn.text()));
        }
        return messages;
    }

    @Provide
    Arbitrary<List<String>> sayings() {
        Arbitrary<String> anything = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(300)
                .filter(text ->
                        !text.isBlank() && text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)));
        Arbitrary<String> usual = Arbitraries.of(
                "skip",
                "Keine Ahnung",
                "Northwind",
                "We roast by hand and deliver by bicycle.",
                "- fresh on Monday\n- no contract",
                "E-mail, LinkedIn and a landing page",
                "900 EUR a month",
                "999999999999 million euros",
                "as much as it takes");
        return Arbitraries.oneOf(anything, usual).list().ofMinSize(1).ofMaxSize(20);
    }
}
