package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an entry of the timeline. */
public record ActivityId(UUID value) implements Id {
    public ActivityId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
