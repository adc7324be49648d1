package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a milestone of a plan. */
public record MilestoneId(UUID value) implements Id {
    public MilestoneId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
