package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/** Where a funnel stands; it moves only along {@code draft → active ⇄ retired}. */
public enum FunnelStatus implements State<FunnelStatus> {
    DRAFT,
    ACTIVE,
    RETIRED;

    @Override
    public Set<FunnelStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(ACTIVE);
            case ACTIVE -> Set.of(RETIRED);
            case RETIRED -> Set.of(ACTIVE);
        };
    }
}
