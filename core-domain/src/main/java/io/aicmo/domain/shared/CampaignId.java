package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a campaign. */
public record CampaignId(UUID value) implements Id {
    public CampaignId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
