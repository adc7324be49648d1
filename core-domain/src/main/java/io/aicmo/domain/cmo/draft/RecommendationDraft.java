package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Something to do about a campaign's figures, drafted.
 *
 * @param action what to do, so that somebody can do it
 * @param rationale why
 * @param expectedEffect what that should change, and how much
 * @param confidence how sure it is, 0 to 100 per cent
 * @param evidence the figures that speak for it, at least one
 */
public record RecommendationDraft(
        String title, String action, String rationale, String expectedEffect, int confidence, List<Evidence> evidence) {

    /**
     * A figure.
     *
     * @param figure its name, as it was given, for example {@code email.ctr}
     */
    public record Evidence(String figure, BigDecimal value) {
        /** @throws Rejected {@code recommendation.figure_out_of_range}, {@code text.*} */
        public Evidence {
            figure = Text.required(figure, "figure", 200);
            if (!Decimals.fits(value, 15, 6)) {
                throw Rejected.field(
                        "value",
                        "recommendation.figure_out_of_range",
                        "a figure has at most 15 digits before and 6 after the point");
            }
        }
    }

    /** @throws Rejected {@code recommendation.confidence_out_of_range}, {@code list.*}, {@code text.*} */
    public RecommendationDraft {
        title = Text.required(title, "title", 300);
        action = Text.required(action, "action", 2_000);
        rationale = Text.required(rationale, "rationale", 5_000);
        expectedEffect = Text.required(expectedEffect, "expected_effect", 2_000);
        evidence = Lists.between(evidence, "evidence", 1, 20);
        if (confidence < 0 || confidence > 100) {
            throw Rejected.field(
                    "confidence",
                    "recommendation.confidence_out_of_range",
                    "confidence must be between 0 and 100 per cent");
        }
    }

    /** The same with less evidence, or empty where nothing is left that speaks for it. */
    public Optional<RecommendationDraft> resting(List<Evidence> on) {
        return on.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecommendationDraft(title, action, rationale, expectedEffect, confidence, on));
    }
}
