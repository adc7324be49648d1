package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a message on its way out. */
public record OutboundMessageId(UUID value) implements Id {
    public OutboundMessageId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
