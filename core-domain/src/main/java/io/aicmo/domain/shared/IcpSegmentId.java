package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an audience segment. */
public record IcpSegmentId(UUID value) implements Id {
    public IcpSegmentId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
