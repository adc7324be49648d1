package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an entry of the marketing calendar. */
public record CalendarEventId(UUID value) implements Id {
    public CalendarEventId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
