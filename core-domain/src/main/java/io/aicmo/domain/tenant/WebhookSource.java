package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.WebhookSourceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider's webhooks come from: its public URL names it, its secret verifies what arrives there.
 *
 * @param provider the name of a declared provider
 * @param campaignId the campaign of events that name none; null means the lead's, else the workspace's direct campaign
 * @param secret what the provider signs with (or, for a provider that signs asymmetrically, its public key), sealed
 */
public record WebhookSource(
        WebhookSourceId id,
        String provider,
        @Nullable CampaignId campaignId,
        Sealed secret,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WebhookSourceId> {

    /** Shown and logged without its secret. */
    @Override
    public String toString() {
        return "WebhookSource[id=" + id + ", provider=" + provider + "]";
    }
}
