package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a user's membership in a tenant. */
public record MembershipId(UUID value) implements Id {
    public MembershipId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
