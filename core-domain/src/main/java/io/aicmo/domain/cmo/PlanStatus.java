package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/** Where a plan stands; it moves only along {@code draft → active → completed}. */
public enum PlanStatus implements State<PlanStatus> {
    DRAFT,
    ACTIVE,
    COMPLETED;

    @Override
    public Set<PlanStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(ACTIVE);
            case ACTIVE -> Set.of(COMPLETED);
            case COMPLETED -> Set.of();
        };
    }
}
