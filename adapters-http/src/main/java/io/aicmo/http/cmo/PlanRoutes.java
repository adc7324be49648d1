package io.aicmo.http.cmo;

import io.aicmo.application.cmo.ChangePlan;
import io.aicmo.application.cmo.CreatePlan;
import io.aicmo.application.cmo.Parts;
import io.aicmo.application.cmo.ReviewPlan;
import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.MilestoneStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanProgress;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 90-day plans and their milestones. */
public final class PlanRoutes {
    private final Hexagon hexagon;
    private final CreatePlan createPlan;
    private final ChangePlan changePlan;
    private final ReviewPlan reviewPlan;

    public PlanRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.createPlan = new CreatePlan(
                hexagon.transactions(), hexagon.records(), hexagon.agentRuns(), hexagon.ids(), hexagon.clock());
        this.changePlan = new ChangePlan(hexagon.transactions(), hexagon.records(), hexagon.clock());
        this.reviewPlan = new ReviewPlan(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                hexagon.performance(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** Asks for a plan of a workspace. */
    record NewPlan(
            WorkspaceId workspaceId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            @Nullable String summary,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            @Nullable List<Theme> themes,
            @Nullable List<Kpi> kpis,
            @Nullable Money budget,
            @Nullable List<BudgetShare> budgetSplit) {
        CreatePlan.Command command() {
            return new CreatePlan.Command(
                    workspaceId,
                    words(icpSegmentId, offerId, name, goal, summary, startDate, themes, kpis, budget, budgetSplit),
                    endDate,
                    List.of(),
                    null);
        }
    }

    /** A plan with its milestones, as {@code cmo-create-plan} takes it. */
    record NewPlanWithMilestones(
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            @Nullable String summary,
            LocalDate startDate,
            @Nullable LocalDate endDate,
            @Nullable List<Theme> themes,
            @Nullable List<Kpi> kpis,
            @Nullable Money budget,
            @Nullable List<BudgetShare> budgetSplit,
            @Nullable List<NewMilestoneOfPlan> milestones) {}

    /**
     * Asks for a plan with its milestones.
     *
     * @param runId the run that drafted it, if one did
     */
    record CreatePlanInput(
            WorkspaceId workspaceId, @Nullable AgentRunId runId, NewPlanWithMilestones plan) {
        CreatePlan.Command command() {
            return new CreatePlan.Command(
                    workspaceId,
                    words(
                            plan.icpSegmentId,
                            plan.offerId,
                            plan.name,
                            plan.goal,
                            plan.summary,
                            plan.startDate,
                            plan.themes,
                            plan.kpis,
                            plan.budget,
                            plan.budgetSplit),
                    plan.endDate,
                    orNone(plan.milestones).stream()
                            .map(NewMilestoneOfPlan::words)
                            .toList(),
                    runId);
        }
    }

    /** Asks for a milestone of the plan in the path. */
    record NewMilestoneOfPlan(
            String title,
            @Nullable String description,
            LocalDate dueDate,
            @Nullable MilestoneStatus status) {
        Milestone.Edit words() {
            return new Milestone.Edit(
                    title, description, dueDate, Objects.requireNonNullElse(status, MilestoneStatus.OPEN));
        }
    }

    /** Asks for a milestone of a plan. */
    record NewMilestone(
            PlanId planId,
            String title,
            @Nullable String description,
            LocalDate dueDate,
            @Nullable MilestoneStatus status) {
        Milestone.Edit words() {
            return new NewMilestoneOfPlan(title, description, dueDate, status).words();
        }
    }

    /** A plan with its milestones, the earliest first. */
    record PlanWithMilestones(
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
            List<Milestone> milestones) {
        static PlanWithMilestones of(Plan plan, List<Milestone> milestones) {
            return new PlanWithMilestones(
                    plan.id(),
                    plan.workspaceId(),
                    plan.icpSegmentId(),
                    plan.offerId(),
                    plan.name(),
                    plan.goal(),
                    plan.summary(),
                    plan.status(),
                    plan.startDate(),
                    plan.endDate(),
                    plan.themes(),
                    plan.kpis(),
                    plan.budget(),
                    plan.budgetSplit(),
                    plan.generation(),
                    plan.createdAt(),
                    plan.updatedAt(),
                    plan.version(),
                    milestones);
        }
    }

    public List<Route> routes() {
        Resource<PlanId, Plan, Plan> plans = plans();
        List<Route> routes = new ArrayList<>(plans.routes());
        routes.addAll(milestones(plans).routes());
        routes.add(Route.get("/v1/plans/{id}/progress")
                .may(Permission.MARKETING_READ)
                .says("Says how far a plan is: its milestones, and its figures so far.")
                .answers(200, PlanProgress.class)
                .by(call -> Answer.ok(reviewPlan.handle(call.actor(), call.id(PlanId.class)))));
        routes.add(Route.post("/functions/v1/cmo-create-plan")
                .may(Permission.MARKETING_WRITE)
                .asFunction("sync", "Validates and stores a 90-day plan with its milestones.")
                .takes(CreatePlanInput.class)
                .answers(201, PlanWithMilestones.class)
                .by(this::create));
        return routes;
    }

    private Resource<PlanId, Plan, Plan> plans() {
        return Resource.of(hexagon, RecordTypes.PLANS, PlanId.class, Plan.class, plan -> plan)
                .readable(Permission.MARKETING_READ)
                .creatable(
                        Permission.MARKETING_WRITE,
                        NewPlan.class,
                        (actor, draft) ->
                                createPlan.handle(actor, draft.command()).plan())
                .changeable(Permission.MARKETING_WRITE, Plan.Edit.class, changePlan::handle)
                .<Plan.Edit>versioned(
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        (now, old) -> old.edit().with(now.status()))
                .deletable(Permission.MARKETING_WRITE);
    }

    private Resource<MilestoneId, Milestone, Milestone> milestones(Resource<PlanId, Plan, Plan> plans) {
        return Resource.of(hexagon, RecordTypes.MILESTONES, MilestoneId.class, Milestone.class, one -> one)
                .readable(Permission.MARKETING_READ)
                .below(
                        plans,
                        "milestones",
                        "planId",
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        NewMilestoneOfPlan.class,
                        (tx, plan, draft) -> milestone(tx, plan, draft.words()))
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewMilestone.class,
                        (tx, draft) -> milestone(tx, draft.planId, draft.words()))
                .revisable(
                        Permission.MARKETING_WRITE,
                        Milestone.Edit.class,
                        Milestone::edit,
                        (tx, milestone, edit) -> milestone.edited(
                                plan(tx, milestone.planId()),
                                edit,
                                hexagon.clock().instant()))
                .<Milestone.Edit>versioned(
                        Permission.MARKETING_READ, Permission.MARKETING_WRITE, (now, old) -> old.edit())
                .deletable(Permission.MARKETING_WRITE, this::checkBack);
    }

    private Answer create(Call call, CreatePlanInput input) {
        CreatePlan.Result made = created(call, input);
        return Answer.created("/v1/plans/" + made.plan().id(), PlanWithMilestones.of(made.plan(), made.milestones()));
    }

    private CreatePlan.Result created(Call call, CreatePlanInput input) {
        try {
            return createPlan.handle(call.actor(), input.command());
        } catch (Rejected no) {
            // Only the workspace and the run stand outside of the plan.
            throw no.code().startsWith("workspace.") || no.code().startsWith("agent_run.") ? no : no.within("plan");
        }
    }

    private Milestone milestone(Tx tx, PlanId id, Milestone.Edit words) {
        Plan plan = plan(tx, id);
        Milestone.checkCount(milestoneCount(tx, id) + 1);
        return Milestone.of(
                plan,
                new MilestoneId(hexagon.ids().next()),
                words,
                hexagon.clock().instant());
    }

    /** Checks that a milestone that is back has a place in its plan. */
    private void checkBack(Tx tx, Milestone milestone) {
        plan(tx, milestone.planId()).checkInside(milestone.dueDate(), "due_date");
        Milestone.checkCount(milestoneCount(tx, milestone.planId()));
    }

    private int milestoneCount(Tx tx, PlanId plan) {
        return Parts.of(tx, hexagon.records(), RecordTypes.MILESTONES, "planId", plan, "dueDate")
                .size();
    }

    /** The plan, which does not move until the transaction ends. */
    private Plan plan(Tx tx, PlanId id) {
        try {
            return hexagon.records().of(RecordTypes.PLANS).lock(tx, id);
        } catch (NotFound e) {
            throw Rejected.field("plan_id", "plan.unknown", "there is no plan " + id);
        }
    }

    private static Plan.Edit words(
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal,
            @Nullable String summary,
            LocalDate startDate,
            @Nullable List<Theme> themes,
            @Nullable List<Kpi> kpis,
            @Nullable Money budget,
            @Nullable List<BudgetShare> budgetSplit) {
        return new Plan.Edit(
                icpSegmentId,
                offerId,
                name,
                goal,
                summary,
                PlanStatus.DRAFT,
                startDate,
                orNone(themes),
                orNone(kpis),
                budget,
                orNone(budgetSplit));
    }

    private static <T> List<T> orNone(@Nullable List<T> given) {
        return Objects.requireNonNullElse(given, List.of());
    }
}
