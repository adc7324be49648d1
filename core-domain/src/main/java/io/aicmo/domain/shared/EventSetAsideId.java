package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies one event that was set aside for one listener. */
public record EventSetAsideId(UUID value) implements Id {
    public EventSetAsideId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
