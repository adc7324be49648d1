package io.aicmo.port.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking a provider to send a message. */
public sealed interface Delivery {
    /**
     * The provider has it.
     *
     * @param providerMessageId the provider's id of it, or null where it says none
     */
    record Accepted(@Nullable String providerMessageId) implements Delivery {}

    /** The provider does not send it, however often it is asked. */
    record Refused(String detail) implements Delivery {}

    /**
     * It was not sent, and may be later.
     *
     * @param after how long to wait at least
     */
    record Busy(String detail, Duration after) implements Delivery {}

    /** Nobody knows whether the provider has it. */
    record Unknown(String detail) implements Delivery {}
}
