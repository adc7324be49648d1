package io.aicmo.domain.webhook;

/** Where a webhook that came in stands. */
public enum WebhookEventStatus {
    /** It is stored, and waits to be processed. */
    RECEIVED,
    PROCESSED,
    /** Nothing is done for its type yet; it is kept, and can be replayed once something is. */
    UNKNOWN,
    /** It cannot be understood; it is kept. */
    FAILED
}
