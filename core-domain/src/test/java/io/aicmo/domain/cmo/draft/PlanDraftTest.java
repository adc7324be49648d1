package io.aicmo.domain.cmo.draft;

import static io.aicmo.domain.cmo.draft.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.cmo.draft.PlanDraft.PlannedMilestone;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanDraftTest {
    private static final LocalDate START = LocalDate.of(2027, 1, 4);

    @Test
    void aPlanCoversExactlyNinetyDays() {
        assertThat(plan(START.plusDays(89), 5, 35, 65).endDate()).isEqualTo(LocalDate.of(2027, 4, 3));
        assertThat(refusal(() -> plan(START.plusDays(90), 5, 35, 65))).isEqualTo("plan.not_90_days");
        assertThat(refusal(() -> plan(START.plusDays(88), 5, 35, 65))).isEqualTo("plan.not_90_days");
    }

    @Property
    void itsMilestonesLieInsideIt(@ForAll @IntRange(min = -400, max = 400) int day) {
        boolean inside = day >= 0 && day < 90;

        assertThat(inside ? "ok" : refusal(() -> plan(START.plusDays(89), 0, 30, 89, day)))
                .isEqualTo(inside ? "ok" : "milestone.outside_plan");
        if (inside) {
            assertThat(plan(START.plusDays(89), 0, 30, 89, day).milestones()).hasSize(4);
        }
    }

    @Test
    void eachMonthHasAMilestone() {
        assertThat(refusal(() -> plan(START.plusDays(89), 0, 29, 89))).isEqualTo("plan.month_without_milestone");
    }

    @Test
    void milestonesAreInTheOrderOfTheirDays() {
        assertThat(plan(START.plusDays(89), 65, 5, 35).milestones())
                .extracting(PlannedMilestone::dueDate)
                .isSorted();
    }

    @Test
    void eachMonthHasOneTheme() {
        List<Theme> twice = List.of(new Theme(1, "a", "a"), new Theme(1, "b", "b"), new Theme(3, "c", "c"));

        assertThat(refusal(() -> plan(twice, List.of(share("ads", "100"))))).isEqualTo("plan.themes_not_by_month");
    }

    @Test
    void theBudgetIsSplitWholly() {
        assertThat(refusal(() -> plan(themes(), List.of(share("ads", "60"), share("content", "39.99")))))
                .isEqualTo("budget.not_100_percent");
        assertThat(refusal(() -> plan(themes(), List.of()))).isEqualTo("list.too_short");
        assertThat(plan(themes(), List.of(share("ads", "60"), share("content", "40")))
                        .budgetSplit())
                .hasSize(2);
    }

    private static PlanDraft plan(LocalDate end, int... days) {
        return plan(end, themes(), List.of(share("ads", "100")), days);
    }

    private static PlanDraft plan(List<Theme> themes, List<BudgetShare> split) {
        return plan(START.plusDays(89), themes, split, 5, 35, 65);
    }

    private static PlanDraft plan(LocalDate end, List<Theme> themes, List<BudgetShare> split, int... days) {
        return new PlanDraft(
                "Spring",
                "100 leads",
                "In three months",
                START,
                end,
                themes,
                IntStream.of(days)
                        .mapToObj(day -> new PlannedMilestone("Day " + day, "reached", START.plusDays(day)))
                        .toList(),
                List.of(new Kpi("leads", "leads", BigDecimal.valueOf(100), null)),
                null,
                split);
    }

    private static List<Theme> themes() {
        return List.of(new Theme(1, "a", "a"), new Theme(2, "b", "b"), new Theme(3, "c", "c"));
    }

    private static BudgetShare share(String purpose, String percent) {
        return new BudgetShare(purpose, new BigDecimal(percent));
    }
}
