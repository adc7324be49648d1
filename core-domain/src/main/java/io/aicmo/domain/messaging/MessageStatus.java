package io.aicmo.domain.messaging;

import java.util.Locale;

/** Where a message on its way out stands. */
public enum MessageStatus {
    /** Waits for its time, or to be tried again. */
    QUEUED,
    /** Handed to a provider whose answer is not known yet. */
    SENDING,
    /** Taken by the provider. */
    SENT,
    /** Kept here and sent to nobody, because no provider was ever configured. */
    CAPTURED,
    /** Cannot be sent as it is. */
    FAILED,
    /** Perhaps sent: nobody knows, so it is not sent again unless a person says so. */
    UNCERTAIN,
    /** Not to be sent: the person does not want it, or cannot be reached. */
    SKIPPED;

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
