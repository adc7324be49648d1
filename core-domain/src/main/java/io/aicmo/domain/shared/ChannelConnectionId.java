package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a connection to a provider. */
public record ChannelConnectionId(UUID value) implements Id {
    public ChannelConnectionId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
