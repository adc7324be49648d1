package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.MilestoneId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PlanProgressTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Example
    void whatIsOpenAndWasDueBeforeTodayIsOverdue() {
        Plan plan = Marketing.aPlan();
        List<Milestone> milestones = List.of(
                milestone(plan, "Late", 10, MilestoneStatus.OPEN),
                milestone(plan, "Later", 5, MilestoneStatus.OPEN),
                milestone(plan, "Today", 44, MilestoneStatus.OPEN),
                milestone(plan, "Done", 1, MilestoneStatus.DONE),
                milestone(plan, "Dropped", 1, MilestoneStatus.DROPPED));

        PlanProgress progress = PlanProgress.of(plan, milestones, Figures.NONE, Marketing.START.plusDays(44));

        assertThat(progress.dayOfPlan()).isEqualTo(45);
        assertThat(progress.timePercent()).isEqualTo(50);
        assertThat(progress.progress()).isEqualTo(25);
        assertThat(progress.overdue()).extracting(PlanProgress.Overdue::title).containsExactly("Later", "Late");
        assertThat(progress.recommendation(plan).orElseThrow().action())
                .contains("Later (2026-01-06); Late (2026-01-11)");
    }

    @Example
    void aPlanWithNothingOverdueNeedsNoAdvice() {
        Plan plan = Marketing.aPlan();

        assertThat(PlanProgress.of(plan, List.of(), Figures.NONE, Marketing.END).recommendation(plan))
                .isEmpty();
    }

    @Example
    void aFigureIsHeldAgainstItsPartOfTheTarget() {
        Plan.Edit words = Marketing.aPlan().edit();
        Plan plan = Marketing.aPlan(new Plan.Edit(
                null,
                null,
                words.name(),
                null,
                null,
                words.status(),
                words.startDate(),
                List.of(),
                List.of(
                        new Kpi("Leads", "leads", BigDecimal.valueOf(90), null),
                        new Kpi("CTR", "%", BigDecimal.valueOf(4), null),
                        new Kpi("Happiness", "smiles", BigDecimal.TEN, null)),
                null,
                List.of()));
        Figures soFar = new Figures(Engagement.NONE, new Measured(1_000, 50, 12, 0, null, null, List.of()), 0);

        List<PlanProgress.KpiProgress> kpis = PlanProgress.of(plan, List.of(), soFar, Marketing.START.plusDays(9))
                .kpis();

        assertThat(kpis.get(0).dueByNow()).isEqualByComparingTo("10");
        assertThat(kpis.get(0).actual()).isEqualByComparingTo("12");
        assertThat(kpis.get(1).actual()).isEqualByComparingTo("5");
        assertThat(kpis.get(2).actual()).isNull();
    }

    @Property
    void itsDaysAndPercentagesStayInTheirBoundsOnWhateverDay(@ForAll @IntRange(min = -5_000, max = 5_000) int day) {
        PlanProgress progress =
                PlanProgress.of(Marketing.aPlan(), List.of(), Figures.NONE, Marketing.START.plusDays(day));

        assertThat(progress.dayOfPlan()).isBetween(0, Plan.DAYS);
        assertThat(progress.timePercent()).isBetween(0, 100);
    }

    private static Milestone milestone(Plan plan, String title, int day, MilestoneStatus status) {
        LocalDate due = Marketing.START.plusDays(day);
        return Milestone.of(plan, new MilestoneId(Given.anId()), new Milestone.Edit(title, null, due, status), NOW);
    }
}
