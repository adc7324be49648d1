package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies one lead's run through a sequence. */
public record SequenceRunId(UUID value) implements Id {
    public SequenceRunId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
