package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan of 90 days, drafted.
 *
 * @param endDate the 90th day, counted from {@code startDate} as the first
 * @param themes one for each of the three months of 30 days, in order
 * @param milestones by their days, at least one in each month
 * @param kpis the figures by which the plan is judged, 1 to 20
 * @param budget what may be spent in the 90 days, or null where nobody has said
 * @param budgetSplit on what the budget is spent; adds up to 100 per cent
 */
public record PlanDraft(
        String name,
        String goal,
        String summary,
        LocalDate startDate,
        LocalDate endDate,
        List<Theme> themes,
        List<PlannedMilestone> milestones,
        List<Kpi> kpis,
        @Nullable Money budget,
        List<BudgetShare> budgetSplit) {

    private static final int DAYS_OF_MONTH = Plan.DAYS / Plan.MONTHS;

    /**
     * Something that is to be reached.
     *
     * @param dueDate a day of the plan
     */
    public record PlannedMilestone(String title, String description, LocalDate dueDate) {
        public PlannedMilestone {
            title = Text.required(title, "title", 200);
            description = Text.required(description, "description", 5_000);
        }
    }

    /**
     * @throws Rejected {@code plan.not_90_days}, {@code plan.themes_not_by_month}, {@code milestone.outside_plan},
     *     {@code plan.month_without_milestone}, {@code budget.*}, {@code kpi.out_of_range}, {@code list.*}, {@code text.*}
     */
    public PlanDraft {
        name = Text.required(name, "name", 200);
        goal = Text.required(goal, "goal", 2_000);
        summary = Text.required(summary, "summary", 10_000);
        checkLength(startDate, endDate);
        themes = byMonth(themes);
        milestones = inside(startDate, endDate, milestones);
        kpis = checkedKpis(kpis);
        budgetSplit = BudgetShare.checked(Lists.between(budgetSplit, "budget_split", 1, 30), "budget_split");
    }

    /** In which month of a plan a day is, 1 to 3 for its own days. */
    private static int monthOf(LocalDate startDate, LocalDate day) {
        return Math.floorDiv((int) (day.toEpochDay() - startDate.toEpochDay()), DAYS_OF_MONTH) + 1;
    }

    private static void checkLength(LocalDate startDate, LocalDate endDate) {
        if (!endDate.equals(Plan.lastDay(startDate))) {
            throw Rejected.field(
                    "end_date",
                    "plan.not_90_days",
                    "a plan covers exactly " + Plan.DAYS + " days; one that starts on " + startDate + " ends on "
                            + Plan.lastDay(startDate));
        }
    }

    private static List<Theme> byMonth(List<Theme> themes) {
        List<Integer> months = themes.stream().map(Theme::month).toList();
        if (!months.equals(List.of(1, 2, 3))) {
            throw Rejected.field(
                    "themes",
                    "plan.themes_not_by_month",
                    "a plan has one theme for each of the months 1, 2 and 3, in this order; given are " + months);
        }
        List<Theme> checked = new ArrayList<>();
        themes.forEach(theme -> checked.add(theme.checked("themes/" + checked.size())));
        return List.copyOf(checked);
    }

    private static List<PlannedMilestone> inside(
            LocalDate startDate, LocalDate endDate, List<PlannedMilestone> milestones) {
        List<PlannedMilestone> ordered = Lists.between(milestones, "milestones", Plan.MONTHS, 100).stream()
                .sorted((one, other) -> one.dueDate.compareTo(other.dueDate))
                .toList();
        for (PlannedMilestone milestone : ordered) {
            if (milestone.dueDate.isBefore(startDate) || milestone.dueDate.isAfter(endDate)) {
                throw Rejected.field(
                        "milestones",
                        "milestone.outside_plan",
                        "a milestone lies inside its plan, between " + startDate + " and " + endDate + "; "
                                + milestone.title + " is due on " + milestone.dueDate);
            }
        }
        for (int month = 1; month <= Plan.MONTHS; month++) {
            int wanted = month;
            if (ordered.stream().noneMatch(milestone -> monthOf(startDate, milestone.dueDate) == wanted)) {
                throw Rejected.field(
                        "milestones",
                        "plan.month_without_milestone",
                        "each month of a plan has a milestone; month " + month + " has none");
            }
        }
        return ordered;
    }

    private static List<Kpi> checkedKpis(List<Kpi> kpis) {
        List<Kpi> checked = new ArrayList<>();
        Lists.between(kpis, "kpis", 1, 20).forEach(kpi -> checked.add(kpi.checked("kpis/" + checked.size())));
        return List.copyOf(checked);
    }
}
