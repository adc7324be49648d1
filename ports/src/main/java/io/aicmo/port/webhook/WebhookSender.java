package io.aicmo.port.webhook;

import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.webhook.DeliveryAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages on the wire, signed per Standard Webhooks. It never connects to an address that is not public, whatever a
 * name says and whenever it says it, unless this installation allows it.
 */
public interface WebhookSender {
    /** New keys for an endpoint. */
    SigningKeys newKeys(RandomGenerator random);

    /**
     * Checks what can be checked of a URL before anything is sent: its form, scheme and port, and its address if it is
     * written as one.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook_endpoint.url_invalid}, {@code
     *     webhook_endpoint.url_not_allowed}, on {@code url}
     */
    void checkUrl(String url);

    /**
     * A message to one endpoint.
     *
     * @param type what happened, such as {@code lead.created}
     * @param occurredAt when it happened
     * @param data what is told about it
     * @param keys each signs; the current ones first
     */
    record Message(
            String url,
            WebhookMessageId id,
            String type,
            Instant occurredAt,
            Map<String, Object> data,
            List<SigningKeys> keys) {}

    /**
     * What came back.
     *
     * @param retryAfter when to come again, if the receiver said so; null if it did not
     */
    record Receipt(DeliveryAttempt attempt, @Nullable Duration retryAfter) {}

    /** Sends a message, once, and waits for the answer, seconds at most. No failure to deliver is an exception. */
    Receipt send(Message message, Instant now);
}
