package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a workflow that a tenant defined. */
public record WorkflowTriggerId(UUID value) implements Id {
    public WorkflowTriggerId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
