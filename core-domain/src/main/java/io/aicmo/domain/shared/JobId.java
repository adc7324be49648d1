package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a job: work that is done later. */
public record JobId(UUID value) implements Id {
    public JobId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
