package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a workspace's rules of sending. */
public record SendingPolicyId(UUID value) implements Id {
    public SendingPolicyId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
