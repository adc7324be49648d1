package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a lead: one contact's interest, usually in one campaign. */
public record LeadId(UUID value) implements Id {
    public LeadId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
