package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/** What somebody decided about a recommendation; a decision can be taken back. */
public enum RecommendationStatus implements State<RecommendationStatus> {
    OPEN,
    ACCEPTED,
    DISMISSED;

    @Override
    public Set<RecommendationStatus> next() {
        return switch (this) {
            case OPEN -> Set.of(ACCEPTED, DISMISSED);
            case ACCEPTED, DISMISSED -> Set.of(OPEN);
        };
    }
}
