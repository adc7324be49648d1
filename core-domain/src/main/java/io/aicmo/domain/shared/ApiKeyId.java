package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an API key (never the key itself). */
public record ApiKeyId(UUID value) implements Id {
    public ApiKeyId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
