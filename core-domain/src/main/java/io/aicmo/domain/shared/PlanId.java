package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a 90-day plan. */
public record PlanId(UUID value) implements Id {
    public PlanId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
