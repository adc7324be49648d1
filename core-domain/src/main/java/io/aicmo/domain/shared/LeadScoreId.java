package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an entry of a lead's score history. */
public record LeadScoreId(UUID value) implements Id {
    public LeadScoreId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
