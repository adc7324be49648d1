package io.aicmo.domain.webhook;

/** Where a delivery stands. */
public enum DeliveryStatus {
    /** It will be tried, for the first time or again. */
    PENDING,
    /** The endpoint said yes. */
    DELIVERED,
    /** Given up; it can be replayed. */
    FAILED
}
