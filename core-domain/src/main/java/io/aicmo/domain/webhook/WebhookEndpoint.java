package io.aicmo.domain.webhook;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants its events sent.
 *
 * @param topics which events, see {@link Topics}
 * @param campaignId only events of this campaign, or null for all
 * @param enabled whether anything is sent
 * @param keys what messages are signed with, sealed
 * @param previousKeys what they are signed with as well until {@code previousKeysUntil}, sealed; or null
 * @param publicKey what verifies the signatures {@code v1a}; begins with {@code whpk_}
 */
public record WebhookEndpoint(
        WebhookEndpointId id,
        String url,
        List<String> topics,
        @Nullable CampaignId campaignId,
        @Nullable String description,
        boolean enabled,
        Sealed keys,
        @Nullable Sealed previousKeys,
        @Nullable Instant previousKeysUntil,
        String publicKey,
        EndpointHealth health,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WebhookEndpointId> {

    /** @throws Rejected {@code webhook_endpoint.*}, {@code list.too_long}, {@code text.*} */
    public WebhookEndpoint {
        url = Text.required(url, "url", 2_000);
        topics = Topics.checked(topics);
        description = Text.optional(description, "description", 500);
    }

    /** Whether it is to hear of an event of this type and campaign. */
    public boolean wants(String type, @Nullable CampaignId campaign) {
        return enabled && Topics.include(topics, type) && (campaignId == null || campaignId.equals(campaign));
    }

    /** Whether the previous keys still sign. */
    public boolean isRotating(Instant now) {
        return previousKeys != null && previousKeysUntil != null && now.isBefore(previousKeysUntil);
    }

    /** The same with what people may change. Who switches it on again starts with a clean slate. */
    public WebhookEndpoint revised(
            String to,
            List<String> about,
            @Nullable CampaignId campaign,
            @Nullable String described,
            boolean on,
            Instant now) {
        EndpointHealth then = on && !enabled ? EndpointHealth.WELL : health;
        return new WebhookEndpoint(
                id,
                to,
                about,
                campaign,
                described,
                on,
                keys,
                previousKeys,
                previousKeysUntil,
                publicKey,
                then,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** The same with new keys; the old ones, sealed for their new place, go on signing until then. */
    public WebhookEndpoint rotated(Sealed fresh, String freshPublicKey, Sealed old, Instant until, Instant now) {
        return new WebhookEndpoint(
                id,
                url,
                topics,
                campaignId,
                description,
                enabled,
                fresh,
                old,
                until,
                freshPublicKey,
                health,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * The same after a try.
     *
     * @param notBefore when the endpoint asked to be tried again, or null
     */
    public WebhookEndpoint after(DeliveryAttempt attempt, @Nullable Instant notBefore, Instant now) {
        if (attempt.isSuccess()) {
            return with(enabled, EndpointHealth.WELL, now);
        }
        EndpointHealth worse = health.failed(attempt.isBusy(), notBefore, now);
        if (attempt.isGone()) {
            return with(false, worse.disabled(DisabledReason.GONE, now), now);
        }
        return worse.hasFailedForTooLong(now)
                ? with(false, worse.disabled(DisabledReason.FAILING, now), now)
                : with(enabled, worse, now);
    }

    /** The same, while one try finds out whether it is back. */
    public WebhookEndpoint probed(Instant now) {
        return with(enabled, health.probed(now), now);
    }

    private WebhookEndpoint with(boolean on, EndpointHealth now, Instant at) {
        return new WebhookEndpoint(
                id,
                url,
                topics,
                campaignId,
                description,
                on,
                keys,
                previousKeys,
                previousKeysUntil,
                publicKey,
                now,
                createdAt,
                at,
                version,
                deletedAt);
    }

    /** Shown and logged without its keys. */
    @Override
    public String toString() {
        return "WebhookEndpoint[id=" + id + "]";
    }
}
