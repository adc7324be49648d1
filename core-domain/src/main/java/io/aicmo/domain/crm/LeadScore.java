package io.aicmo.domain.crm;

import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.LeadScoreId;
import java.time.Instant;
import java.util.List;

/** An entry of a lead's score history. */
public record LeadScore(LeadScoreId id, LeadId leadId, int score, List<LeadScoring.Reason> reasons, Instant scoredAt) {
    public LeadScore {
        reasons = List.copyOf(reasons);
    }
}
