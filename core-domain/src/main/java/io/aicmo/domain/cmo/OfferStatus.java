package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/** Whether an offer can be bought; it moves only along {@code draft → active ⇄ retired}. */
public enum OfferStatus implements State<OfferStatus> {
    DRAFT,
    ACTIVE,
    RETIRED;

    @Override
    public Set<OfferStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(ACTIVE);
            case ACTIVE -> Set.of(RETIRED);
            case RETIRED -> Set.of(ACTIVE);
        };
    }
}
