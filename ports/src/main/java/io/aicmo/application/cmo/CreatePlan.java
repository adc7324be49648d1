package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a 90-day plan with its milestones, a draft. */
public final class CreatePlan {
    private final Transactions transactions;
    private final Records records;
    private final DraftRuns runs;
    private final Ids ids;
    private final InstantSource clock;

    public CreatePlan(Transactions transactions, Records records, AgentRunStore runs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.runs = new DraftRuns(runs);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param words the plan; its status does not count
     * @param endDate the last day, where the caller names it: it must be the 90th
     * @param milestones at most {@value Milestone#MOST}
     * @param runId the run that drafted it, or null where people did
     */
    public record Command(
            WorkspaceId workspaceId,
            Plan.Edit words,
            @Nullable LocalDate endDate,
            List<Milestone.Edit> milestones,
            @Nullable AgentRunId runId) {}

    /** A plan and its milestones, the earliest first. */
    public record Result(Plan plan, List<Milestone> milestones) {}

    /**
     * @throws Rejected {@code plan.*}, {@code milestone.*} (as {@code milestones/<index>/…}), {@code budget.*}, {@code
     *     kpi.*}, {@code workspace.unknown}, {@code agent_run.*}, {@code offer.*}, {@code icp_segment.*}, {@code
     *     list.too_long}, {@code text.*}
     */
    public Result handle(Actor actor, Command command) {
        actor.checkWorkspace(command.workspaceId);
        if (command.endDate != null) {
            Plan.checkLength(command.words.startDate(), command.endDate);
        }
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            Generation generation = runs.generation(tx, command.workspaceId, command.runId);
            Plan plan = Plan.drafted(new PlanId(ids.next()), command.workspaceId, command.words, generation, now);
            List<Milestone> milestones = milestones(plan, command.milestones, now);
            SameWorkspace.check(tx, records, RecordTypes.PLANS, plan);
            Plan kept = records.of(RecordTypes.PLANS).insert(tx, plan);
            records.of(RecordTypes.MILESTONES).insertAll(tx, milestones);
            return new Result(kept, milestones);
        });
    }

    private List<Milestone> milestones(Plan plan, List<Milestone.Edit> words, Instant now) {
        Text.checkCount(words, "milestones", Milestone.MOST);
        List<Milestone> milestones = new ArrayList<>(words.size());
        for (Milestone.Edit one : words) {
            try {
                milestones.add(Milestone.of(plan, new MilestoneId(ids.next()), one, now));
            } catch (Rejected no) {
                throw no.within("milestones/" + milestones.size());
            }
        }
        milestones.sort(Comparator.comparing(Milestone::dueDate));
        return milestones;
    }
}
