package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a run of an agent. */
public record AgentRunId(UUID value) implements Id {
    public AgentRunId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
