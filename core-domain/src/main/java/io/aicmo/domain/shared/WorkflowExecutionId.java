package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies one run of a workflow. */
public record WorkflowExecutionId(UUID value) implements Id {
    public WorkflowExecutionId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
