package io.aicmo.domain.webhook;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookMessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint.
 *
 * @param messageId the same in all deliveries of an event and in every try, so that a receiver knows it again
 * @param type what happened, such as {@code lead.created}
 * @param occurredAt when it happened
 * @param data what is told about it
 * @param tries how often it was tried since it was made or last replayed
 * @param nextTryAt when it is tried next, or null if it is not
 * @param attempts the latest tries, the oldest first, at most 20
 */
public record WebhookDelivery(
        WebhookDeliveryId id,
        WebhookEndpointId webhookEndpointId,
        WebhookMessageId messageId,
        String type,
        Instant occurredAt,
        Map<String, Object> data,
        DeliveryStatus status,
        int tries,
        @Nullable Instant nextTryAt,
        List<DeliveryAttempt> attempts,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WebhookDeliveryId> {
    private static final int MOST_ATTEMPTS = 20;

    /** @throws io.aicmo.domain.shared.Rejected {@code webhook.type_invalid}, {@code list.too_long} */
    public WebhookDelivery {
        type = Topics.type(type);
        Text.checkCount(attempts, "attempts", MOST_ATTEMPTS);
        attempts = List.copyOf(attempts);
    }

    /** A delivery that is due at once. */
    public static WebhookDelivery due(
            WebhookDeliveryId id,
            WebhookEndpointId endpoint,
            WebhookMessageId message,
            String type,
            Instant occurredAt,
            Map<String, Object> data,
            Instant now) {
        return new WebhookDelivery(
                id,
                endpoint,
                message,
                type,
                occurredAt,
                data,
                DeliveryStatus.PENDING,
                0,
                now,
                List.of(),
                now,
                now,
                1,
                null);
    }

    /**
     * The same after a try.
     *
     * @param retryAt when it is tried again if it failed, or null if it is not
     */
    public WebhookDelivery after(DeliveryAttempt attempt, @Nullable Instant retryAt, Instant now) {
        List<DeliveryAttempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        List<DeliveryAttempt> latest = all.subList(Math.max(0, all.size() - MOST_ATTEMPTS), all.size());
        if (attempt.isSuccess()) {
            return with(DeliveryStatus.DELIVERED, tries + 1, null, latest, now);
        }
        return retryAt == null
                ? with(DeliveryStatus.FAILED, tries + 1, null, latest, now)
                : with(DeliveryStatus.PENDING, tries + 1, retryAt, latest, now);
    }

    /** The same, to be tried later, without having been tried. */
    public WebhookDelivery postponed(Instant until, Instant now) {
        return with(DeliveryStatus.PENDING, tries, until, attempts, now);
    }

    /** The same, given up without a further try. */
    public WebhookDelivery givenUp(Instant now) {
        return with(DeliveryStatus.FAILED, tries, null, attempts, now);
    }

    /** The same, to be tried anew with a whole schedule before it. */
    public WebhookDelivery replayed(Instant now) {
        return with(DeliveryStatus.PENDING, 0, now, attempts, now);
    }

    private WebhookDelivery with(
            DeliveryStatus then, int tried, @Nullable Instant next, List<DeliveryAttempt> latest, Instant now) {
        return new WebhookDelivery(
                id,
                webhookEndpointId,
                messageId,
                type,
                occurredAt,
                data,
                then,
                tried,
                next,
                latest,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
