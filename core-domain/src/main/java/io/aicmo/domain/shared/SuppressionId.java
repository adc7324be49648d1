package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an entry of the list of those nobody writes to. */
public record SuppressionId(UUID value) implements Id {
    public SuppressionId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
