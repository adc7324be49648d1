package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a tenant: the paying customer and the isolation boundary. */
public record TenantId(UUID value) implements Id {
    public TenantId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
