package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.MilestoneStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one part of a plan drafted anew, and leaves the rest as it is: a month with its open milestones, the figures, or the
 * budget's split. What it said before is a version that can be brought back; milestones that made way can be restored.
 */
public final class RegeneratePlan {
    private final Transactions transactions;
    private final Records records;
    private final DraftPlan draftPlan;
    private final Ids ids;
    private final InstantSource clock;

    public RegeneratePlan(
            Transactions transactions, Records records, DraftPlan draftPlan, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.draftPlan = draftPlan;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is to be made anew. */
    public enum Part {
        MONTH_1(1),
        MONTH_2(2),
        MONTH_3(3),
        KPIS(0),
        BUDGET_SPLIT(0);

        private final int month;

        Part(int month) {
            this.month = month;
        }
    }

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @return the plan, and all its milestones
     * @throws io.aicmo.port.NotFound if there is no such plan
     * @throws io.aicmo.domain.shared.Rejected {@code plan.completed}, {@code plan.too_many_milestones}, {@code
     *     plan.start_out_of_range}, {@code brand_profile.missing}, {@code text.*}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public CreatePlan.Result handle(
            Actor actor, PlanId id, Part part, @Nullable String brief, @Nullable String requestId) {
        Plan plan = transactions.read(actor, tx -> {
            Plan found = records.of(RecordTypes.PLANS).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            return found;
        });
        plan.checkOpen();
        AgentAnswer<PlanDraft> answer = drafted(actor, plan, brief, requestId);
        return transactions.write(actor, tx -> {
            Plan now = records.of(RecordTypes.PLANS).lock(tx, id);
            Instant at = clock.instant();
            Plan kept = records.of(RecordTypes.PLANS)
                    .update(tx, now.rewritten(words(now, part, answer.output()), Generations.of(answer), at));
            if (part.month > 0) {
                replaceMilestones(tx, kept, part.month, answer.output(), at);
            }
            return new CreatePlan.Result(kept, Parts.of(tx, records, RecordTypes.MILESTONES, "planId", id, "dueDate"));
        });
    }

    /** The plan as the agent would draft it now, from what the plan itself says. */
    AgentAnswer<PlanDraft> drafted(Actor actor, Plan plan, @Nullable String brief, @Nullable String requestId) {
        DraftPlan.Wish wish = new DraftPlan.Wish(
                plan.startDate(), plan.goal(), plan.budget(), plan.icpSegmentId(), plan.offerId(), null, brief);
        return draftPlan.answer(
                actor,
                new KernelMode.Ask<>(plan.workspaceId(), null, null, wish, requestId),
                Listener.waiting(Listener.PATIENCE));
    }

    private static Plan.Edit words(Plan plan, Part part, PlanDraft draft) {
        return new Plan.Edit(
                plan.icpSegmentId(),
                plan.offerId(),
                plan.name(),
                plan.goal(),
                plan.summary(),
                plan.status(),
                plan.startDate(),
                part.month > 0 ? themes(plan, part.month, draft) : plan.themes(),
                part == Part.KPIS ? draft.kpis() : plan.kpis(),
                plan.budget(),
                part == Part.BUDGET_SPLIT ? draft.budgetSplit() : plan.budgetSplit());
    }

    private static List<Theme> themes(Plan plan, int month, PlanDraft draft) {
        List<Theme> themes = new ArrayList<>(plan.themes());
        themes.removeIf(theme -> theme.month() == month);
        draft.themes().stream().filter(theme -> theme.month() == month).forEach(themes::add);
        themes.sort(Comparator.comparingInt(Theme::month));
        return themes;
    }

    private void replaceMilestones(Tx tx, Plan plan, int month, PlanDraft draft, Instant now) {
        List<Milestone> all = Parts.of(tx, records, RecordTypes.MILESTONES, "planId", plan.id(), "dueDate");
        List<Milestone> old = all.stream()
                .filter(milestone ->
                        milestone.status() == MilestoneStatus.OPEN && plan.monthOf(milestone.dueDate()) == month)
                .toList();
        List<Milestone> drafted = draft.milestones().stream()
                .filter(planned -> plan.monthOf(planned.dueDate()) == month)
                .map(planned -> Milestone.of(
                        plan,
                        new MilestoneId(ids.next()),
                        new Milestone.Edit(
                                planned.title(), planned.description(), planned.dueDate(), MilestoneStatus.OPEN),
                        now))
                .toList();
        Milestone.checkCount(all.size() - old.size() + drafted.size());
        old.forEach(milestone -> records.of(RecordTypes.MILESTONES).delete(tx, milestone.id(), now));
        records.of(RecordTypes.MILESTONES).insertAll(tx, drafted);
    }
}
