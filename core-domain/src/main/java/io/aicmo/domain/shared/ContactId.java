package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a contact: one person known to a tenant. */
public record ContactId(UUID value) implements Id {
    public ContactId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
