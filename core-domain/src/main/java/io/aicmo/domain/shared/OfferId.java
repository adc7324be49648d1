package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an offer. */
public record OfferId(UUID value) implements Id {
    public OfferId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
