package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.MilestoneStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.cmo.draft.PlanDraft.PlannedMilestone;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one milestone of a plan drafted anew: its day stays, and so does the rest of the plan. What it said is a version that
 * can be brought back.
 */
public final class RegenerateMilestone {
    private final Transactions transactions;
    private final Records records;
    private final RegeneratePlan plans;
    private final InstantSource clock;

    public RegenerateMilestone(Transactions transactions, Records records, RegeneratePlan plans, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.plans = plans;
        this.clock = clock;
    }

    private record Place(Milestone milestone, Plan plan, List<Milestone> all) {}

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such milestone
     * @throws Rejected {@code milestone.not_open}, {@code plan.completed}, {@code brand_profile.missing}, {@code
     *     milestone.not_drafted} if the agent thought of nothing else
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public Milestone handle(Actor actor, MilestoneId id, @Nullable String brief, @Nullable String requestId) {
        Place place = transactions.read(actor, tx -> {
            Milestone found = records.of(RecordTypes.MILESTONES).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            Plan plan = records.of(RecordTypes.PLANS).get(tx, found.planId());
            return new Place(
                    found, plan, Parts.of(tx, records, RecordTypes.MILESTONES, "planId", plan.id(), "dueDate"));
        });
        checkOpen(place.milestone);
        place.plan.checkOpen();
        PlanDraft draft = plans.drafted(actor, place.plan, brief, requestId).output();
        PlannedMilestone drafted = inItsPlace(draft, place);
        return transactions.write(actor, tx -> {
            RecordStore<MilestoneId, Milestone> milestones = records.of(RecordTypes.MILESTONES);
            Plan plan = records.of(RecordTypes.PLANS).lock(tx, place.plan.id());
            Milestone now = milestones.lock(tx, id);
            checkOpen(now);
            Milestone.Edit words =
                    new Milestone.Edit(drafted.title(), drafted.description(), now.dueDate(), now.status());
            return milestones.update(tx, now.edited(plan, words, clock.instant()));
        });
    }

    private static void checkOpen(Milestone milestone) {
        if (milestone.status() != MilestoneStatus.OPEN) {
            throw Rejected.of("milestone.not_open", "a milestone that is done or dropped stays as it was");
        }
    }

    /** Of what is drafted for its month and is none of the plan's other milestones, what is due nearest to its day. */
    private static PlannedMilestone inItsPlace(PlanDraft draft, Place place) {
        Milestone milestone = place.milestone;
        int month = place.plan.monthOf(milestone.dueDate());
        return draft.milestones().stream()
                .filter(planned -> place.plan.monthOf(planned.dueDate()) == month)
                .filter(planned -> place.all.stream()
                        .noneMatch(other -> !other.id().equals(milestone.id())
                                && other.title().equals(planned.title())))
                .min(Comparator.comparingLong(
                        planned -> Math.abs(ChronoUnit.DAYS.between(planned.dueDate(), milestone.dueDate()))))
                .orElseThrow(() -> Rejected.of(
                        "milestone.not_drafted",
                        "nothing else was thought of for month " + month + "; the milestone stays as it is"));
    }
}
