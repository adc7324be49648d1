package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.State;
import java.util.Set;

/**
 * Where a piece of content stands: {@code draft → in_review → approved → scheduled → published}, and back to a draft
 * as long as it is not published. What is not at least approved is neither sent nor published.
 */
public enum AssetStatus implements State<AssetStatus> {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    SCHEDULED,
    PUBLISHED;

    @Override
    public Set<AssetStatus> next() {
        return switch (this) {
            case DRAFT -> Set.of(IN_REVIEW);
            case IN_REVIEW -> Set.of(DRAFT, APPROVED);
            case APPROVED -> Set.of(DRAFT, SCHEDULED);
            case SCHEDULED -> Set.of(DRAFT, APPROVED, PUBLISHED);
            case PUBLISHED -> Set.of();
        };
    }

    /** Whether somebody approved what it says. */
    public boolean isApproved() {
        return compareTo(APPROVED) >= 0;
    }
}
