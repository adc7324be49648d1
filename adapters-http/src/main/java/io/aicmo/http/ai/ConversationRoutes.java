package io.aicmo.http.ai;

import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people and agents said to each other. A conversation is gone on with by asking its agent again. */
public final class ConversationRoutes {
    private final Hexagon hexagon;

    public ConversationRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /**
     * A conversation.
     *
     * @param asking the field that the last question is about, or null where nothing is asked any more
     * @param declined what the person did not want to say
     * @param turnCount how often somebody said something
     */
    record ConversationView(
            ConversationId id,
            WorkspaceId workspaceId,
            String agent,
            Conversation.Status status,
            @Nullable String asking,
            List<String> declined,
            int turnCount,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static ConversationView of(Conversation one) {
            return new ConversationView(
                    one.id(),
                    one.workspaceId(),
                    one.agent(),
                    one.status(),
                    one.asking(),
                    one.declined(),
                    one.turns().size(),
                    one.createdAt(),
                    one.updatedAt(),
                    one.version());
        }
    }

    /** A conversation, and all that was said in it. */
    record ConversationWithTurns(
            ConversationId id,
            WorkspaceId workspaceId,
            String agent,
            Conversation.Status status,
            @Nullable String asking,
            List<String> declined,
            int turnCount,
            List<Conversation.Turn> turns,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static ConversationWithTurns of(Conversation one) {
            return new ConversationWithTurns(
                    one.id(),
                    one.workspaceId(),
                    one.agent(),
                    one.status(),
                    one.asking(),
                    one.declined(),
                    one.turns().size(),
                    one.turns(),
                    one.createdAt(),
                    one.updatedAt(),
                    one.version());
        }
    }

    public List<Route> routes() {
        return Resource.of(
                        hexagon,
                        RecordTypes.CONVERSATIONS,
                        ConversationId.class,
                        ConversationView.class,
                        ConversationView::of)
                .readable(Permission.MARKETING_READ, ConversationWithTurns.class, ConversationWithTurns::of)
                .deletable(Permission.MARKETING_WRITE)
                .routes();
    }
}
