package io.aicmo.domain.webhook;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookSourceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as a provider sent it, once it was verified.
 *
 * @param providerEventId the provider's own id of it; the same when it is sent again
 * @param type what it is about, in the provider's words
 * @param request how it came, so that it can be processed again
 * @param tries how often it was processed
 * @param error why it failed, or null
 * @param result what came of it, or null
 * @param processedAt when it was processed last, or null
 */
public record WebhookEvent(
        WebhookEventId id,
        WebhookSourceId webhookSourceId,
        String provider,
        String providerEventId,
        String type,
        Request request,
        WebhookEventStatus status,
        int tries,
        @Nullable String error,
        @Nullable Map<String, Object> result,
        @Nullable Instant processedAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WebhookEventId> {
    private static final int LONGEST = 300;

    /**
     * A request.
     *
     * @param headers by lower-case name, without credentials
     * @param body base64 of the bytes
     */
    public record Request(String url, Map<String, String> headers, String body) {}

    /** @throws io.aicmo.domain.shared.Rejected {@code text.*} */
    public WebhookEvent {
        providerEventId = Text.required(providerEventId, "provider_event_id", LONGEST);
        type = Text.required(type, "type", LONGEST);
        error = error == null ? null : Text.cut(error, 2_000);
    }

    /** One that has just come in. */
    public static WebhookEvent received(
            WebhookEventId id,
            WebhookSourceId source,
            String provider,
            String providerEventId,
            String type,
            Request request,
            Instant now) {
        return new WebhookEvent(
                id,
                source,
                provider,
                providerEventId,
                type,
                request,
                WebhookEventStatus.RECEIVED,
                0,
                null,
                null,
                null,
                now,
                now,
                1,
                null);
    }

    /** The same, processed. */
    public WebhookEvent processed(WebhookEventStatus as, @Nullable Map<String, Object> what, Instant now) {
        return with(as, tries + 1, null, what, now, now);
    }

    /** The same, found to be nothing that can be understood. */
    public WebhookEvent failed(String why, Instant now) {
        return with(WebhookEventStatus.FAILED, tries + 1, why, null, now, now);
    }

    /** The same, to be processed again. */
    public WebhookEvent replayed(Instant now) {
        return with(WebhookEventStatus.RECEIVED, tries, null, null, processedAt, now);
    }

    private WebhookEvent with(
            WebhookEventStatus then,
            int tried,
            @Nullable String why,
            @Nullable Map<String, Object> what,
            @Nullable Instant processed,
            Instant now) {
        return new WebhookEvent(
                id,
                webhookSourceId,
                provider,
                providerEventId,
                type,
                request,
                then,
                tried,
                why,
                what,
                processed,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** Shown and logged without what came. */
    @Override
    public String toString() {
        return "WebhookEvent[id=" + id + ", provider=" + provider + ", type=" + type + ", status=" + status + "]";
    }
}
