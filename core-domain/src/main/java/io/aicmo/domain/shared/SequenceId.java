package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an outbound sequence. */
public record SequenceId(UUID value) implements Id {
    public SequenceId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
