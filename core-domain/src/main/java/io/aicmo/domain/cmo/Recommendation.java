package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to do about the figures, which somebody accepts or dismisses.
 *
 * @param campaignId the campaign that it is about, or null for the whole workspace
 * @param action what to do
 * @param rationale why
 * @param expectedEffect what that should change, and how much
 * @param confidence how sure it is, 0 to 1 with at most 4 decimals
 * @param evidence the figures that speak for it, by name, at least one
 * @param decidedBy who accepted or dismissed it, for example {@code user 0190…}; null while it is open
 * @param decidedAt when, or null while it is open
 * @param generation how an agent made it, or null where people or rules did
 */
public record Recommendation(
        RecommendationId id,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        String title,
        String action,
        String rationale,
        String expectedEffect,
        BigDecimal confidence,
        List<Evidence> evidence,
        RecommendationStatus status,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<RecommendationId> {

    private static final int MOST_EVIDENCE = 20;

    /** @throws Rejected {@code recommendation.*}, {@code list.too_long}, {@code text.*} */
    public Recommendation {
        title = Text.required(title, "title", 300);
        action = Text.required(action, "action", 2_000);
        rationale = Text.required(rationale, "rationale", 5_000);
        expectedEffect = Text.required(expectedEffect, "expected_effect", 2_000);
        decidedBy = Text.optional(decidedBy, "decided_by", 200);
        if (confidence.signum() < 0
                || confidence.compareTo(BigDecimal.ONE) > 0
                || confidence.scale() > 100
                || confidence.stripTrailingZeros().scale() > 4) {
            throw Rejected.field(
                    "confidence",
                    "recommendation.confidence_out_of_range",
                    "confidence must be between 0 and 1, with at most 4 decimals");
        }
        Text.checkCount(evidence, "evidence", MOST_EVIDENCE);
        if (evidence.isEmpty()) {
            throw Rejected.field(
                    "evidence", "recommendation.without_evidence", "a recommendation names the figures it rests on");
        }
        evidence = List.copyOf(evidence);
    }

    /** A recommendation as it was drafted, open. */
    public static Recommendation of(
            RecommendationId id,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            RecommendationDraft draft,
            @Nullable Generation generation,
            Instant now) {
        return new Recommendation(
                id,
                workspaceId,
                campaignId,
                draft.title(),
                draft.action(),
                draft.rationale(),
                draft.expectedEffect(),
                BigDecimal.valueOf(draft.confidence(), 2),
                draft.evidence(),
                RecommendationStatus.OPEN,
                null,
                null,
                generation,
                now,
                now,
                1,
                null);
    }

    /** The same recommendation, resting on newer figures. */
    public Recommendation renewed(RecommendationDraft draft, @Nullable Generation by, Instant now) {
        return new Recommendation(
                id,
                workspaceId,
                campaignId,
                draft.title(),
                draft.action(),
                draft.rationale(),
                draft.expectedEffect(),
                BigDecimal.valueOf(draft.confidence(), 2),
                draft.evidence(),
                status,
                decidedBy,
                decidedAt,
                by,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * The same recommendation after somebody accepted, dismissed or reopened it; as it is where nothing changes.
     *
     * @param by who, for example {@code user 0190…}
     * @throws Rejected {@code recommendation.illegal_transition}
     */
    public Recommendation decided(RecommendationStatus decision, String by, Instant now) {
        status.checkMove(decision, "recommendation");
        if (decision == status) {
            return this;
        }
        boolean open = decision == RecommendationStatus.OPEN;
        return new Recommendation(
                id,
                workspaceId,
                campaignId,
                title,
                action,
                rationale,
                expectedEffect,
                confidence,
                evidence,
                decision,
                open ? null : by,
                open ? null : now,
                generation,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
