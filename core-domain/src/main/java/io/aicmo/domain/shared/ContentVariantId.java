package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a variant of a piece of content. */
public record ContentVariantId(UUID value) implements Id {
    public ContentVariantId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
