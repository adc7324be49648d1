package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a plan. One that is moved in time leaves none of its milestones outside. */
public final class ChangePlan {
    private final Transactions transactions;
    private final Records records;
    private final InstantSource clock;

    public ChangePlan(Transactions transactions, Records records, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Changes a plan; its status only along its machine.
     *
     * @param version the version that the change was made for, or null to change whatever is there
     * @param edit from what is there to what shall be there
     * @throws io.aicmo.port.NotFound if there is no such plan
     * @throws StaleVersion if it was changed since that version
     * @throws Rejected {@code plan.*}, {@code milestone.outside_plan}, {@code budget.*}, {@code kpi.*}, {@code offer.*},
     *     {@code icp_segment.*}, {@code text.*}
     */
    public Plan handle(Actor actor, PlanId id, @Nullable Long version, UnaryOperator<Plan.Edit> edit) {
        return transactions.write(actor, tx -> {
            RecordStore<PlanId, Plan> plans = records.of(RecordTypes.PLANS);
            Plan before = plans.lock(tx, id);
            actor.checkWorkspace(before.workspaceId());
            if (version != null && version != before.version()) {
                throw new StaleVersion("plan", id, version);
            }
            Plan.Edit after = edit.apply(before.edit());
            if (after.equals(before.edit())) {
                return before;
            }
            Plan changed = before.edited(after, clock.instant());
            SameWorkspace.check(tx, records, RecordTypes.PLANS, changed);
            if (!changed.startDate().equals(before.startDate())) {
                checkMilestones(tx, changed);
            }
            return plans.update(tx, changed);
        });
    }

    private void checkMilestones(Tx tx, Plan plan) {
        for (Milestone milestone : Parts.of(tx, records, RecordTypes.MILESTONES, "planId", plan.id(), "dueDate")) {
            plan.checkInside(milestone.dueDate(), "start_date");
        }
    }
}
