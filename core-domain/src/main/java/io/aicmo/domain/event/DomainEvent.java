package io.aicmo.domain.event;

import io.aicmo.domain.shared.EventId;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Something that happened in a tenant, told to whoever listens. It is a summary, not the rows that changed.
 *
 * @param type {@code <noun>.<past tense>}, for example {@code lead.created}
 * @param hops how many workflow executions led to it, one because of another; 0 where people or the world caused it
 * @param data the summary in JSON: names in snake_case, ids and times as texts
 */
public record DomainEvent(EventId id, String type, Instant occurredAt, int hops, Map<String, Object> data) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");

    /** @throws IllegalArgumentException if the type is no noun and verb, or hops are negative */
    public DomainEvent {
        if (!TYPE.matcher(type).matches() || hops < 0) {
            throw new IllegalArgumentException("no event: " + type + " after " + hops + " hops");
        }
        data = Map.copyOf(data);
    }

    /** The same event, so many workflow executions later. */
    public DomainEvent after(int executions) {
        return new DomainEvent(id, type, occurredAt, executions, data);
    }
}
