package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies the summary of a week. */
public record WeeklySummaryId(UUID value) implements Id {
    public WeeklySummaryId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
