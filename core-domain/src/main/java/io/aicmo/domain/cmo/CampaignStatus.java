package io.aicmo.domain.cmo;

import java.util.Locale;
import java.util.Set;

/** Where a campaign stands; it moves only along {@code planning → active ⇄ paused → completed}. */
public enum CampaignStatus {
    PLANNING,
    ACTIVE,
    PAUSED,
    COMPLETED;

    /** The states that may follow this one. */
    public Set<CampaignStatus> next() {
        return switch (this) {
            case PLANNING -> Set.of(ACTIVE);
            case ACTIVE -> Set.of(PAUSED, COMPLETED);
            case PAUSED -> Set.of(ACTIVE, COMPLETED);
            case COMPLETED -> Set.of();
        };
    }

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
