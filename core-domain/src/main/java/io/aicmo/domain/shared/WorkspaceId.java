package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a workspace: a brand or business unit inside a tenant. */
public record WorkspaceId(UUID value) implements Id {
    public WorkspaceId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
