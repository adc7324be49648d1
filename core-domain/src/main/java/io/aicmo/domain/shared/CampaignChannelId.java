package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a channel of a campaign. */
public record CampaignChannelId(UUID value) implements Id {
    public CampaignChannelId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
