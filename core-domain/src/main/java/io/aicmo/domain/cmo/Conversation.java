package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said between somebody and an agent, so that it can be gone on with at any time.
 *
 * @param agent with which agent
 * @param asking the field that the last question was about, or null where nothing is asked
 * @param declined fields that the person would rather not speak about
 * @param turns what was said, the first first
 */
public record Conversation(
        ConversationId id,
        WorkspaceId workspaceId,
        String agent,
        Status status,
        @Nullable String asking,
        List<String> declined,
        List<Turn> turns,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<ConversationId> {

    /** The longest that somebody may say at once. */
    public static final int MAX_MESSAGE = 10_000;
    /** How much is said in one conversation at most. */
    public static final int MOST_TURNS = 200;

    /** Whether there is something left to say. */
    public enum Status {
        OPEN,
        COMPLETE
    }

    /** Who says something. */
    public enum Speaker {
        PERSON,
        AGENT
    }

    /** Something that was said. */
    public record Turn(Speaker speaker, String text, Instant at) {}

    /** @throws Rejected {@code conversation.too_long}, {@code text.*} */
    public Conversation {
        agent = Text.required(agent, "agent", 100);
        asking = Text.optional(asking, "asking", 100);
        declined = Text.list(declined, "declined", 50, 100);
        turns = List.copyOf(turns);
        if (turns.size() > MOST_TURNS) {
            throw Rejected.field(
                    "conversation_id",
                    "conversation.too_long",
                    "a conversation has at most " + MOST_TURNS + " turns; begin another one");
        }
    }

    /** A conversation in which nothing was said yet. */
    public static Conversation begun(ConversationId id, WorkspaceId workspaceId, String agent, Instant now) {
        return new Conversation(id, workspaceId, agent, Status.OPEN, null, List.of(), List.of(), now, now, 1, null);
    }

    /**
     * The same conversation after a message and its answer.
     *
     * @param refused whether the message refused to answer the last question
     * @param nextAsking the field that the answer asks about, or null where it asks nothing
     */
    public Conversation said(String message, boolean refused, String answer, @Nullable String nextAsking, Instant now) {
        List<Turn> more = new ArrayList<>(turns);
        more.add(new Turn(Speaker.PERSON, message, now));
        more.add(new Turn(Speaker.AGENT, answer, now));
        Set<String> refusals = new LinkedHashSet<>(declined);
        if (refused && asking != null) {
            refusals.add(asking);
        }
        return new Conversation(
                id,
                workspaceId,
                agent,
                nextAsking == null ? Status.COMPLETE : Status.OPEN,
                nextAsking,
                List.copyOf(refusals),
                more,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
