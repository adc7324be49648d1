package io.aicmo.domain.crm;

import java.util.Locale;

/** Whether a person agreed to be written to on a channel. Where nothing is recorded, nothing was said. */
public enum ConsentState {
    GRANTED,
    WITHDRAWN;

    /** What a ticked or unticked box says. */
    public static ConsentState of(boolean agreed) {
        return agreed ? GRANTED : WITHDRAWN;
    }

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
