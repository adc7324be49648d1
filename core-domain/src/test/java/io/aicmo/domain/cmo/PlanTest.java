package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlanTest {
    private static final Instant LATER = Given.NOW.plus(Duration.ofHours(1));

    @Property
    void aPlanCoversExactlyNinetyDays(@ForAll @IntRange(min = 0, max = 20_000) int day) {
        LocalDate start = LocalDate.of(2000, 1, 1).plusDays(day);

        Plan plan = Marketing.aPlan(Marketing.planWords(start, null, List.of()));

        assertThat(plan.startDate()).isEqualTo(start);
        assertThat(ChronoUnit.DAYS.between(start, plan.endDate()) + 1).isEqualTo(90);
    }

    @Property
    void aPlanOfAnyOtherLengthIsRefused(@ForAll @IntRange(min = -10, max = 400) int days) {
        Plan plan = Marketing.aPlan();
        LocalDate end = plan.startDate().plusDays(days - 1L);

        if (days == 90) {
            assertThat(ending(plan, end).endDate()).isEqualTo(Marketing.END);
        } else {
            assertThat(refusal(() -> ending(plan, end))).isEqualTo("plan.not_90_days");
        }
    }

    @Example
    void itsLastDayMovesWithTheFirst() {
        Plan moved = Marketing.aPlan().edited(Marketing.planWords(LocalDate.of(2026, 2, 1), null, List.of()), LATER);

        assertThat(moved.endDate()).isEqualTo(LocalDate.of(2026, 5, 1));
        assertThat(moved.updatedAt()).isEqualTo(LATER);
    }

    @Property
    void aMilestoneLiesInsideItsPlan(@ForAll @IntRange(min = -200, max = 300) int day) {
        LocalDate due = Marketing.START.plusDays(day);

        if (day >= 0 && day < 90) {
            assertThat(milestone(due).dueDate()).isEqualTo(due);
        } else {
            assertThat(refusal(() -> milestone(due))).isEqualTo("milestone.outside_plan");
        }
    }

    @Example
    void aMilestoneIsNotMovedOutOfItsPlan() {
        Milestone milestone = milestone(Marketing.END);
        Milestone.Edit tooLate =
                new Milestone.Edit(milestone.title(), null, Marketing.END.plusDays(1), MilestoneStatus.OPEN);

        assertThat(refusal(() -> milestone.edited(Marketing.aPlan(), tooLate, LATER)))
                .isEqualTo("milestone.outside_plan");
    }

    @Example
    void aPlanHasThirteenWeeks() {
        Plan plan = Marketing.aPlan();

        assertThat(plan.weekOf(Marketing.START)).isEqualTo(1);
        assertThat(plan.weekOf(Marketing.START.plusDays(6))).isEqualTo(1);
        assertThat(plan.weekOf(Marketing.START.plusDays(7))).isEqualTo(2);
        assertThat(plan.weekOf(Marketing.END)).isEqualTo(13);
    }

    @Example
    void aPlanIsADraftThenActiveThenCompleted() {
        Plan active = moved(Marketing.aPlan(), PlanStatus.ACTIVE);

        assertThat(moved(active, PlanStatus.COMPLETED).status()).isEqualTo(PlanStatus.COMPLETED);
        assertThat(refusal(() -> moved(Marketing.aPlan(), PlanStatus.COMPLETED)))
                .isEqualTo("plan.illegal_transition");
        assertThat(refusal(() -> moved(active, PlanStatus.DRAFT))).isEqualTo("plan.illegal_transition");
    }

    @Example
    void itsProgressIsTheShareOfMilestonesThatAreDone() {
        Plan plan = Marketing.aPlan();
        List<Milestone> milestones = List.of(
                milestone(plan, MilestoneStatus.DONE),
                milestone(plan, MilestoneStatus.OPEN),
                milestone(plan, MilestoneStatus.OPEN),
                milestone(plan, MilestoneStatus.DROPPED));

        assertThat(Plan.progress(milestones)).isEqualTo(33);
        assertThat(Plan.progress(List.of())).isZero();
        assertThat(Plan.progress(List.of(milestone(plan, MilestoneStatus.DROPPED))))
                .isZero();
    }

    @Example
    void aThemeIsOneOfTheThreeMonths() {
        assertThat(refusal(() -> withTheme(new Theme(0, "Before", null)))).isEqualTo("plan.month_out_of_range");
        assertThat(refusal(() -> withTheme(new Theme(4, "After", null)))).isEqualTo("plan.month_out_of_range");
        assertThat(refused(() -> withTheme(new Theme(1, " ", null)))
                        .violations()
                        .get(0)
                        .field())
                .isEqualTo("themes/0/title");
    }

    @Example
    void aFigureOfAPlanIsNotNegative() {
        assertThat(refused(() -> withKpi(new Kpi("Leads", "leads", new BigDecimal(-1), null)))
                        .violations()
                        .get(0)
                        .field())
                .isEqualTo("kpis/0/target");
    }

    private static Plan ending(Plan plan, LocalDate end) {
        return new Plan(
                plan.id(),
                plan.workspaceId(),
                null,
                null,
                plan.name(),
                null,
                null,
                plan.status(),
                plan.startDate(),
                end,
                List.of(),
                List.of(),
                null,
                List.of(),
                null,
                Given.NOW,
                Given.NOW,
                1,
                null);
    }

    private static Milestone milestone(LocalDate due) {
        return Milestone.of(
                Marketing.aPlan(),
                new MilestoneId(Given.anId()),
                new Milestone.Edit("First ten customers", null, due, MilestoneStatus.OPEN),
                Given.NOW);
    }

    private static Milestone milestone(Plan plan, MilestoneStatus status) {
        return Milestone.of(
                plan,
                new MilestoneId(Given.anId()),
                new Milestone.Edit("First ten customers", null, plan.startDate(), status),
                Given.NOW);
    }

    private static Plan moved(Plan plan, PlanStatus to) {
        Plan.Edit now = plan.edit();
        return plan.edited(
                new Plan.Edit(
                        null,
                        null,
                        now.name(),
                        null,
                        null,
                        to,
                        now.startDate(),
                        now.themes(),
                        now.kpis(),
                        null,
                        List.of()),
                LATER);
    }

    private static Plan withTheme(Theme theme) {
        return with(List.of(theme), List.of());
    }

    private static Plan withKpi(Kpi kpi) {
        return with(List.of(), List.of(kpi));
    }

    private static Plan with(List<Theme> themes, List<Kpi> kpis) {
        return Marketing.aPlan(new Plan.Edit(
                null, null, "Spring", null, null, PlanStatus.DRAFT, Marketing.START, themes, kpis, null, List.of()));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return refused(call).code();
    }

    private static Rejected refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Rejected.class, call);
    }
}
