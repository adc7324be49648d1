package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a brand profile. */
public record BrandProfileId(UUID value) implements Id {
    public BrandProfileId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
