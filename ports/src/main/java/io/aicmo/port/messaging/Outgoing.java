package io.aicmo.port.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as a provider is asked to send it.
 *
 * @param sender the address or number that it comes from, or null where the provider knows it
 * @param recipient the address or number that it goes to
 * @param html whether the body is HTML
 * @param messageId the Message-ID of an e-mail, without angle brackets, or null
 * @param headers further headers of an e-mail by name
 * @param tags whom and what it is for ({@code lead_id}, {@code campaign_id}), which providers tell again in their webhooks
 * @param idempotencyKey the same whenever the same message is asked for again
 */
public record Outgoing(
        @Nullable String sender,
        String recipient,
        @Nullable String subject,
        String body,
        boolean html,
        @Nullable String messageId,
        Map<String, String> headers,
        Map<String, String> tags,
        String idempotencyKey) {
    public Outgoing {
        headers = Map.copyOf(headers);
        tags = Map.copyOf(tags);
    }
}
