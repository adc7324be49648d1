package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/** Where a campaign stands; it moves only along {@code planning → active ⇄ paused → completed}. */
public enum CampaignStatus implements State<CampaignStatus> {
    PLANNING,
    ACTIVE,
    PAUSED,
    COMPLETED;

    @Override
    public Set<CampaignStatus> next() {
        return switch (this) {
            case PLANNING -> Set.of(ACTIVE);
            case ACTIVE -> Set.of(PAUSED, COMPLETED);
            case PAUSED -> Set.of(ACTIVE, COMPLETED);
            case COMPLETED -> Set.of();
        };
    }
}
