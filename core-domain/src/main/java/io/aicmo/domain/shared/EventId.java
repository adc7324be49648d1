package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an event that happened in the domain. */
public record EventId(UUID value) implements Id {
    public EventId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
