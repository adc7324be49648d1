package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanProgress;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.cmo.PerformanceStore.Days;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Says how far a plan is: its milestones, and its figures so far. Every week it also recommends what to catch up with. */
public final class ReviewPlan {
    /** Which plan. */
    public record Payload(PlanId planId) {}

    public static final JobKind<Payload> JOB = JobKind.of("cmo-plan-progress", Payload.class);

    private final Transactions transactions;
    private final Records records;
    private final TenantStore tenants;
    private final PerformanceStore performance;
    private final KeepRecommendations recommendations;
    private final InstantSource clock;

    public ReviewPlan(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.performance = performance;
        this.recommendations = new KeepRecommendations(records, ids);
        this.clock = clock;
    }

    /**
     * How far the plan is today.
     *
     * @throws io.aicmo.port.NotFound if there is no such plan
     * @throws io.aicmo.port.Forbidden if the actor may not enter its workspace
     */
    public PlanProgress handle(Actor actor, PlanId id) {
        return transactions.read(
                actor, tx -> progress(tx, records.of(RecordTypes.PLANS).get(tx, id)));
    }

    /**
     * Does the weekly job; again it changes nothing but the figures of what it recommends.
     *
     * @throws io.aicmo.port.NotFound if the plan is gone
     */
    public Map<String, Object> handle(JobRun<Payload> run) {
        return transactions.write(run.actor(), tx -> {
            Plan plan = records.of(RecordTypes.PLANS).lock(tx, run.payload().planId);
            PlanProgress progress = progress(tx, plan);
            List<Recommendation> kept = recommendations.keep(
                    tx,
                    plan.workspaceId(),
                    null,
                    progress.recommendation(plan).stream().toList(),
                    null,
                    null,
                    clock.instant());
            return Map.of(
                    "plan_id", plan.id().toString(),
                    "day_of_plan", progress.dayOfPlan(),
                    "progress", progress.progress(),
                    "milestones_overdue", progress.overdue().size(),
                    "recommendation_ids",
                            kept.stream().map(one -> one.id().toString()).toList());
        });
    }

    private PlanProgress progress(Tx tx, Plan plan) {
        tx.actor().checkWorkspace(plan.workspaceId());
        LocalDate today = LocalDate.ofInstant(clock.instant(), tenants.get(tx).timeZone());
        List<Milestone> milestones = Parts.of(tx, records, RecordTypes.MILESTONES, "planId", plan.id(), "dueDate");
        return PlanProgress.of(plan, milestones, soFar(tx, plan, today), today);
    }

    private Figures soFar(Tx tx, Plan plan, LocalDate today) {
        if (today.isBefore(plan.startDate())) {
            return Figures.NONE;
        }
        LocalDate last = today.isBefore(plan.endDate()) ? today : plan.endDate();
        return performance
                .workspace(tx, plan.workspaceId(), List.of(new Days(plan.startDate(), last)))
                .get(0);
    }
}
