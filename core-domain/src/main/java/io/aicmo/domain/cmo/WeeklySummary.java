package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.WeeklySummaryId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a week brought a workspace: computed figures, and words that hold no other number. There is one of each week.
 *
 * @param weekStart the Monday, in the tenant's time zone
 * @param currency of every amount, or null where there is none or several
 * @param figures each metric next to last week's and its target
 * @param generation how an agent worded it, or null where the playbook did without being asked as one
 */
public record WeeklySummary(
        WeeklySummaryId id,
        WorkspaceId workspaceId,
        LocalDate weekStart,
        @Nullable String currency,
        List<WeekFigure> figures,
        SummaryWording wording,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WeeklySummaryId> {

    /** @throws IllegalArgumentException if the first day is not a Monday */
    public WeeklySummary {
        figures = List.copyOf(figures);
        weekStart = new Week(weekStart).monday();
    }

    /** A new summary. */
    public static WeeklySummary of(
            WeeklySummaryId id,
            WorkspaceId workspaceId,
            WeekReview review,
            SummaryWording wording,
            @Nullable Generation generation,
            Instant now) {
        return new WeeklySummary(
                id,
                workspaceId,
                review.week().monday(),
                review.currency(),
                review.figures(),
                wording,
                generation,
                now,
                now,
                1,
                null);
    }

    /** The week in figures. */
    public WeekReview review() {
        return new WeekReview(new Week(weekStart), currency, figures);
    }

    /** The same summary of figures that came in later, in new words. */
    public WeeklySummary revised(
            WeekReview review, SummaryWording newWording, @Nullable Generation newGeneration, Instant now) {
        return new WeeklySummary(
                id,
                workspaceId,
                weekStart,
                review.currency(),
                review.figures(),
                newWording,
                newGeneration,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
