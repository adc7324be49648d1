package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a note on a lead. */
public record NoteId(UUID value) implements Id {
    public NoteId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
