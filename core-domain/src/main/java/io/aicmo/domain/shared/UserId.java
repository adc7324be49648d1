package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a person who signs in. */
public record UserId(UUID value) implements Id {
    public UserId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
