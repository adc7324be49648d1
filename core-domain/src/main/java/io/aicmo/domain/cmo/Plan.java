package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What marketing does in 90 days, and by which figures it is judged.
 *
 * @param icpSegmentId whom it is for, or null
 * @param offerId what it sells, or null
 * @param endDate the 90th day, counted from {@code startDate} as the first
 * @param themes what its months are about
 * @param budget what may be spent in the 90 days, or null
 * @param budgetSplit on what it is spent; adds up to 100 per cent, or is empty
 * @param generation how an agent made it, or null where people did
 */
public record Plan(
        PlanId id,
        WorkspaceId workspaceId,
        @Nullable IcpSegmentId icpSegmentId,
        @Nullable OfferId offerId,
        String name,
        @Nullable String goal,
        @Nullable String summary,
        PlanStatus status,
        LocalDate startDate,
        LocalDate endDate,
        List<Theme> themes,
        List<Kpi> kpis,
        @Nullable Money budget,
        List<BudgetShare> budgetSplit,
        @Nullable Generation generation,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<PlanId> {

    /** How many days a plan covers, the first and the last among them. */
    public static final int DAYS = 90;
    /** How many months of 30 days that is. */
    public static final int MONTHS = 3;

    private static final int MOST = 30;

    /** @throws Rejected {@code plan.*}, {@code budget.*}, {@code kpi.*}, {@code list.too_long}, {@code text.*} */
    public Plan {
        name = Text.required(name, "name", 200);
        goal = Text.optional(goal, "goal", 2_000);
        summary = Text.optional(summary, "summary", 10_000);
        themes = checkedThemes(themes);
        kpis = checkedKpis(kpis);
        budgetSplit = BudgetShare.checked(budgetSplit, "budget_split");
        checkLength(startDate, endDate);
    }

    /** @throws Rejected {@code plan.not_90_days} */
    public static void checkLength(LocalDate startDate, LocalDate endDate) {
        if (!endDate.equals(lastDay(startDate))) {
            throw Rejected.field(
                    "end_date",
                    "plan.not_90_days",
                    "a plan covers exactly " + DAYS + " days; one that starts on " + startDate + " ends on "
                            + lastDay(startDate));
        }
    }

    /** The last day of a plan that starts on this day. */
    public static LocalDate lastDay(LocalDate startDate) {
        return startDate.plusDays(DAYS - 1L);
    }

    /** What people may change about a plan. */
    public record Edit(
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            @Nullable String summary,
            PlanStatus status,
            LocalDate startDate,
            List<Theme> themes,
            List<Kpi> kpis,
            @Nullable Money budget,
            List<BudgetShare> budgetSplit) {

        /** The same in another status. */
        public Edit with(PlanStatus other) {
            return new Edit(
                    icpSegmentId, offerId, name, goal, summary, other, startDate, themes, kpis, budget, budgetSplit);
        }
    }

    /** A new plan, a draft. */
    public static Plan drafted(
            PlanId id, WorkspaceId workspaceId, Edit words, @Nullable Generation generation, Instant now) {
        return new Plan(
                id,
                workspaceId,
                words.icpSegmentId,
                words.offerId,
                words.name,
                words.goal,
                words.summary,
                PlanStatus.DRAFT,
                words.startDate,
                lastDay(words.startDate),
                words.themes,
                words.kpis,
                words.budget,
                words.budgetSplit,
                generation,
                now,
                now,
                1,
                null);
    }

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(
                icpSegmentId, offerId, name, goal, summary, status, startDate, themes, kpis, budget, budgetSplit);
    }

    /**
     * The same plan as people want it; its last day moves with the first, its status only along its machine.
     *
     * @throws Rejected {@code plan.illegal_transition}, and as the constructor
     */
    public Plan edited(Edit edit, Instant now) {
        status.checkMove(edit.status, "plan");
        return new Plan(
                id,
                workspaceId,
                edit.icpSegmentId,
                edit.offerId,
                edit.name,
                edit.goal,
                edit.summary,
                edit.status,
                edit.startDate,
                lastDay(edit.startDate),
                edit.themes,
                edit.kpis,
                edit.budget,
                edit.budgetSplit,
                generation,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * Checks that a day is one of the plan's.
     *
     * @param field the field that names the day
     * @throws Rejected {@code milestone.outside_plan}
     */
    public void checkInside(LocalDate day, String field) {
        if (day.isBefore(startDate) || day.isAfter(endDate)) {
            throw Rejected.field(
                    field,
                    "milestone.outside_plan",
                    "a milestone lies inside its plan, between " + startDate + " and " + endDate);
        }
    }

    /** Which month of 30 days a day of the plan is in, 1 to 3. */
    public int monthOf(LocalDate day) {
        return (int) (ChronoUnit.DAYS.between(startDate, day) / (DAYS / MONTHS)) + 1;
    }

    /**
     * The same plan, of which an agent that was asked again made a part.
     *
     * @throws Rejected {@code plan.completed}, and as the constructor
     */
    public Plan rewritten(Edit edit, Generation by, Instant now) {
        checkOpen();
        Plan edited = edited(edit, now);
        return new Plan(
                id,
                workspaceId,
                edited.icpSegmentId,
                edited.offerId,
                edited.name,
                edited.goal,
                edited.summary,
                edited.status,
                edited.startDate,
                edited.endDate,
                edited.themes,
                edited.kpis,
                edited.budget,
                edited.budgetSplit,
                by,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** @throws Rejected {@code plan.completed}, if its time is over and it is only looked back at */
    public void checkOpen() {
        if (status == PlanStatus.COMPLETED) {
            throw Rejected.of("plan.completed", "a plan that is completed stays as it was");
        }
    }

    /** Which week of the plan a day is in, 1 to 13. */
    public int weekOf(LocalDate day) {
        return (int) (ChronoUnit.DAYS.between(startDate, day) / 7) + 1;
    }

    /** How many per cent of the milestones that still count are done, 0 to 100; 0 where there are none. */
    public static int progress(List<Milestone> milestones) {
        long counting = milestones.stream()
                .filter(milestone -> milestone.status() != MilestoneStatus.DROPPED)
                .count();
        long done = milestones.stream()
                .filter(milestone -> milestone.status() == MilestoneStatus.DONE)
                .count();
        return counting == 0 ? 0 : (int) (done * 100 / counting);
    }

    private static List<Theme> checkedThemes(List<Theme> themes) {
        Text.checkCount(themes, "themes", MOST);
        List<Theme> checked = new ArrayList<>(themes.size());
        themes.forEach(theme -> checked.add(theme.checked("themes/" + checked.size())));
        return List.copyOf(checked);
    }

    private static List<Kpi> checkedKpis(List<Kpi> kpis) {
        Text.checkCount(kpis, "kpis", MOST);
        List<Kpi> checked = new ArrayList<>(kpis.size());
        kpis.forEach(kpi -> checked.add(kpi.checked("kpis/" + checked.size())));
        return List.copyOf(checked);
    }
}
