package io.aicmo.domain.crm;

import java.util.Locale;

/** Where a lead's run through a sequence stands. */
public enum RunStatus {
    ACTIVE,
    /** Halted by an event or a person; a person may resume it. */
    PAUSED,
    /** Every step was sent, and nobody has replied for a while. */
    COMPLETED,
    /** Ended by a person. */
    STOPPED;

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
