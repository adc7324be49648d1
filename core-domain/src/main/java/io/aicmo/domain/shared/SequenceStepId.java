package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a step of an outbound sequence. */
public record SequenceStepId(UUID value) implements Id {
    public SequenceStepId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
