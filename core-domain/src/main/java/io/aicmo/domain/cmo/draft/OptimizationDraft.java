package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Text;
import java.util.List;

/**
 * What the figures say, and what to do about it.
 *
 * @param assessment how things stand, in a paragraph
 * @param recommendations the most important first; none where nothing needs to change
 */
public record OptimizationDraft(String assessment, List<RecommendationDraft> recommendations) {
    /** @throws io.aicmo.domain.shared.Rejected {@code list.too_long}, {@code text.*} */
    public OptimizationDraft {
        assessment = Text.required(assessment, "assessment", 5_000);
        recommendations = Lists.between(recommendations, "recommendations", 0, 20);
    }
}
