package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a piece of content. */
public record ContentAssetId(UUID value) implements Id {
    public ContentAssetId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
