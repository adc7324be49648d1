package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a funnel. */
public record FunnelId(UUID value) implements Id {
    public FunnelId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
