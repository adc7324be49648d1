package io.aicmo.domain.event;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WebhookEndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook endpoint was switched off without anybody asking for it. Its URL is not told: it may hold a secret.
 *
 * @param campaignId the campaign whose events alone it wanted, or null
 * @param description what people call it, or null
 * @param reason {@code gone} or {@code failing}
 * @param failingSince since when every try has failed
 */
public record WebhookEndpointDisabled(
        WebhookEndpointId webhookEndpointId,
        @Nullable CampaignId campaignId,
        @Nullable String description,
        String reason,
        @Nullable Instant failingSince) {}
