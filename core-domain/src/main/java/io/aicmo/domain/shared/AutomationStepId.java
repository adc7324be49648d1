package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a step of a campaign's automation. */
public record AutomationStepId(UUID value) implements Id {
    public AutomationStepId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
