package io.aicmo.domain.event;

import io.aicmo.domain.ai.Redaction;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that a listener failed at time and again, and is told only if somebody asks for it. It is a copy of its own:
 * it stays until it is handled or dismissed, however long ago the event was forgotten.
 *
 * @param listener who failed
 * @param eventType what happened, such as {@code lead.created}
 * @param occurredAt when it happened
 * @param hops how many workflow executions led to it
 * @param data what the event says
 * @param workspaceId where it happened, or null for what belongs to the tenant as a whole. It is kept when the workspace
 *     is gone, so it is no reference
 * @param tries how often the listener was told in vain
 * @param error what it said the last time, without credentials
 */
public record EventSetAside(
        EventSetAsideId id,
        String listener,
        EventId eventId,
        String eventType,
        Instant occurredAt,
        int hops,
        Map<String, Object> data,
        @Nullable WorkspaceId workspaceId,
        int tries,
        String error,
        Instant setAsideAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<EventSetAsideId> {
    private static final int LONGEST_ERROR = 1_000;

    public EventSetAside {
        data = Map.copyOf(data);
    }

    /** An event that a listener failed at so many times. */
    public static EventSetAside of(
            EventSetAsideId id, String listener, DomainEvent event, int tries, String error, Instant now) {
        return new EventSetAside(
                id,
                listener,
                event.id(),
                event.type(),
                event.occurredAt(),
                event.hops(),
                event.data(),
                workspace(event.data().get("workspace_id")),
                tries,
                presentable(error),
                now,
                now,
                now,
                1,
                null);
    }

    /** The event itself, as it was told. */
    public DomainEvent event() {
        return new DomainEvent(eventId, eventType, occurredAt, hops, data);
    }

    /** The same after one more try in vain. */
    public EventSetAside failedAgain(String said, Instant now) {
        return new EventSetAside(
                id,
                listener,
                eventId,
                eventType,
                occurredAt,
                hops,
                data,
                workspaceId,
                tries + 1,
                presentable(said),
                setAsideAt,
                createdAt,
                now,
                version,
                deletedAt);
    }

    private static @Nullable WorkspaceId workspace(@Nullable Object id) {
        return id instanceof String text ? new WorkspaceId(UUID.fromString(text)) : null;
    }

    /** What may be kept and shown of an error: first without credentials, so that none is cut in two. */
    private static String presentable(String error) {
        return Text.cut(Redaction.of(error).replaceAll("[\\x00\\p{Cs}]", "\ufffd"), LONGEST_ERROR);
    }
}
