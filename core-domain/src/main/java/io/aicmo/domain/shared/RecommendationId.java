package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a recommendation. */
public record RecommendationId(UUID value) implements Id {
    public RecommendationId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
