package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import io.aicmo.domain.shared.PlanId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan is on a day.
 *
 * @param day which day, in the tenant's time zone
 * @param dayOfPlan which of the plan's days it is, 0 before the first and 90 from the last on
 * @param timePercent how much of its time is over, 0 to 100
 * @param progress how many per cent of the milestones that still count are done, 0 to 100
 * @param overdue the milestones that are open and were due before that day, the earliest first
 */
public record PlanProgress(
        PlanId planId,
        LocalDate day,
        int dayOfPlan,
        int timePercent,
        int progress,
        int milestonesDone,
        int milestonesOpen,
        List<Overdue> overdue,
        List<KpiProgress> kpis) {

    private static final int NAMED = 5;
    private static final int SURE = 90;

    public PlanProgress {
        overdue = List.copyOf(overdue);
        kpis = List.copyOf(kpis);
    }

    /** A milestone that should have been reached. */
    public record Overdue(String title, LocalDate dueDate) {}

    /**
     * A figure by which the plan is judged.
     *
     * @param target what it shall be on the last day
     * @param dueByNow what the target asks of the days so far, or null where nobody measures such a figure
     * @param actual what it is so far, or null where that is not known
     */
    public record KpiProgress(
            String name,
            String unit,
            BigDecimal target,
            @Nullable BigDecimal dueByNow,
            @Nullable BigDecimal actual) {}

    /**
     * How far a plan is.
     *
     * @param soFar what came of it since its first day
     * @param today the day, in the tenant's time zone
     */
    public static PlanProgress of(Plan plan, List<Milestone> milestones, Figures soFar, LocalDate today) {
        int dayOfPlan = Math.clamp(ChronoUnit.DAYS.between(plan.startDate(), today) + 1, 0, Plan.DAYS);
        return new PlanProgress(
                plan.id(),
                today,
                dayOfPlan,
                dayOfPlan * 100 / Plan.DAYS,
                Plan.progress(milestones),
                count(milestones, MilestoneStatus.DONE),
                count(milestones, MilestoneStatus.OPEN),
                milestones.stream()
                        .filter(milestone -> milestone.status() == MilestoneStatus.OPEN
                                && milestone.dueDate().isBefore(today))
                        .sorted((one, other) -> one.dueDate().compareTo(other.dueDate()))
                        .map(milestone -> new Overdue(milestone.title(), milestone.dueDate()))
                        .toList(),
                plan.kpis().stream().map(kpi -> kpi(kpi, soFar, dayOfPlan)).toList());
    }

    /** What to do about milestones that are overdue, or empty where none is. */
    public Optional<RecommendationDraft> recommendation(Plan plan) {
        if (overdue.isEmpty()) {
            return Optional.empty();
        }
        String named = overdue.stream()
                .limit(NAMED)
                .map(one -> one.title + " (" + one.dueDate + ")")
                .collect(Collectors.joining("; "));
        String more = overdue.size() > NAMED ? "; and " + (overdue.size() - NAMED) + " more" : "";
        return Optional.of(new RecommendationDraft(
                "Catch up with the plan " + plan.name(),
                "Do these milestones, give them another day, or drop them: " + named + more + ".",
                "Day " + dayOfPlan + " of " + Plan.DAYS + ": " + timePercent + " % of the time is over and " + progress
                        + " % of the milestones are done.",
                "The plan says again what happens when, and what it was made for is reached in its 90 days.",
                SURE,
                List.of(
                        new Evidence("plan.milestones_overdue", BigDecimal.valueOf(overdue.size())),
                        new Evidence("plan.progress_percent", BigDecimal.valueOf(progress)),
                        new Evidence("plan.time_percent", BigDecimal.valueOf(timePercent)))));
    }

    private static int count(List<Milestone> milestones, MilestoneStatus status) {
        return (int) milestones.stream()
                .filter(milestone -> milestone.status() == status)
                .count();
    }

    private static KpiProgress kpi(Kpi kpi, Figures soFar, int days) {
        Optional<Metric> metric = Metric.named(kpi.name());
        BigDecimal due = metric.map(one -> Targets.of(List.of(kpi), days).get(one))
                .map(value -> asTold(metric.get(), kpi, value))
                .orElse(null);
        BigDecimal actual = metric.map(one -> one.of(soFar))
                .map(value -> asTold(metric.get(), kpi, value))
                .orElse(null);
        return new KpiProgress(kpi.name(), kpi.unit(), kpi.target(), due, actual);
    }

    /** A share in the unit of the plan's figure, which may be per cent. */
    private static BigDecimal asTold(Metric metric, Kpi kpi, BigDecimal value) {
        return metric.unit() == Unit.SHARE && kpi.unit().contains("%") ? value.movePointRight(2) : value;
    }
}
