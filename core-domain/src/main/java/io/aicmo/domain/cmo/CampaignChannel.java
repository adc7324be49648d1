package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.CampaignChannelId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign uses one of its channels.
 *
 * @param channel one of the campaign's channels
 * @param cadence how often something goes out on it, in words
 * @param audience whom it reaches there, or null for the whole audience of the campaign
 * @param budget what it may cost, or null
 * @param connected whether people say that it can go out there; where the tenant ever connected the channel, one of its
 *     connections must be switched on besides
 * @param settings what the channel needs to know
 */
public record CampaignChannel(
        CampaignChannelId id,
        WorkspaceId workspaceId,
        CampaignId campaignId,
        String channel,
        @Nullable String cadence,
        @Nullable String audience,
        @Nullable Money budget,
        boolean connected,
        Map<String, Object> settings,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<CampaignChannelId> {

    /** @throws Rejected {@code text.*} */
    public CampaignChannel {
        channel = Text.required(channel, "channel", 100);
        cadence = Text.optional(cadence, "cadence", 500);
        audience = Text.optional(audience, "audience", 2_000);
        settings = Attributes.copyOf(settings);
    }

    /** What people may change about it. */
    public record Edit(
            @Nullable String cadence,
            @Nullable String audience,
            @Nullable Money budget,
            boolean connected,
            Map<String, Object> settings) {
        public Edit {
            settings = Attributes.copyOf(settings);
        }
    }

    /**
     * How a campaign uses one of its channels.
     *
     * @throws Rejected {@code campaign_channel.not_of_campaign}, {@code text.*}
     */
    public static CampaignChannel of(Campaign campaign, CampaignChannelId id, String channel, Edit words, Instant now) {
        if (!campaign.channels().contains(channel)) {
            throw Rejected.field(
                    "channel",
                    "campaign_channel.not_of_campaign",
                    "the campaign is not on this channel; its channels: " + String.join(", ", campaign.channels()));
        }
        return new CampaignChannel(
                id,
                campaign.workspaceId(),
                campaign.id(),
                channel,
                words.cadence,
                words.audience,
                words.budget,
                words.connected,
                words.settings,
                now,
                now,
                1,
                null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(cadence, audience, budget, connected, settings);
    }

    /** The same as people want it. */
    public CampaignChannel edited(Edit edit, Instant now) {
        return new CampaignChannel(
                id,
                workspaceId,
                campaignId,
                channel,
                edit.cadence,
                edit.audience,
                edit.budget,
                edit.connected,
                edit.settings,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
