package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a conversation that a person has with an agent. */
public record ConversationId(UUID value) implements Id {
    public ConversationId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
