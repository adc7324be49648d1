package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a snapshot of metrics. */
public record MetricsSnapshotId(UUID value) implements Id {
    public MetricsSnapshotId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
