package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a stage of a funnel. */
public record FunnelStageId(UUID value) implements Id {
    public FunnelStageId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
