package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies the token of a public form (never the token itself). */
public record FormTokenId(UUID value) implements Id {
    public FormTokenId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
