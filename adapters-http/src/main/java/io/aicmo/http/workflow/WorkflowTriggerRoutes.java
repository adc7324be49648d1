package io.aicmo.http.workflow;

import io.aicmo.application.workflow.CheckWorkflow;
import io.aicmo.application.workflow.DryRunWorkflow;
import io.aicmo.application.workflow.StartWorkflows;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.http.Answer;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.http.workflow.GivenStep.GivenCondition;
import io.aicmo.http.workflow.WorkflowExecutionRoutes.WorkflowExecutionView;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Workflows that tenants define: what must happen, and what is done then. */
public final class WorkflowTriggerRoutes {
    private final Hexagon hexagon;
    private final CheckWorkflow checkWorkflow;
    private final StartWorkflows startWorkflows;
    private final DryRunWorkflow dryRunWorkflow;

    public WorkflowTriggerRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.checkWorkflow = new CheckWorkflow(hexagon.workflowActions());
        this.startWorkflows = new StartWorkflows(
                hexagon.transactions(),
                hexagon.records(),
                WorkflowExecutionRoutes.runner(hexagon),
                hexagon.ids(),
                hexagon.clock());
        this.dryRunWorkflow = new DryRunWorkflow(hexagon.transactions(), hexagon.records(), hexagon.workflowActions());
    }

    /** Asks for a workflow. */
    record NewWorkflowTrigger(
            WorkspaceId workspaceId,
            @Size(min = 1, max = 200) String name,
            @Size(min = 1, max = 100) String eventType,
            @Nullable List<GivenCondition> conditions,
            List<GivenStep> steps,
            @Nullable Boolean active) {}

    /** What may be changed about a workflow; executions that have begun keep the steps that they began with. */
    record WorkflowTriggerChange(
            @Size(min = 1, max = 200) String name,
            @Size(min = 1, max = 100) String eventType,
            @Nullable List<GivenCondition> conditions,
            List<GivenStep> steps,
            boolean active) {
        static WorkflowTriggerChange of(WorkflowTrigger trigger) {
            return new WorkflowTriggerChange(
                    trigger.name(),
                    trigger.eventType(),
                    GivenStep.of(trigger.conditions()),
                    trigger.steps().stream().map(GivenStep::of).toList(),
                    trigger.active());
        }
    }

    /** A workflow. */
    record WorkflowTriggerView(
            WorkflowTriggerId id,
            WorkspaceId workspaceId,
            String name,
            String eventType,
            List<Condition> conditions,
            List<WorkflowStep> steps,
            boolean active,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WorkflowTriggerView of(WorkflowTrigger trigger) {
            return new WorkflowTriggerView(
                    trigger.id(),
                    trigger.workspaceId(),
                    trigger.name(),
                    trigger.eventType(),
                    trigger.conditions(),
                    trigger.steps(),
                    trigger.active(),
                    trigger.createdAt(),
                    trigger.updatedAt(),
                    trigger.version());
        }
    }

    /**
     * Asks what a workflow would do.
     *
     * @param event what the event would say beyond whom it is about
     */
    record DryRun(LeadId leadId, @Nullable Map<String, Object> event) {}

    /** What would become of a step. */
    record PlannedStep(int position, WorkflowStep.Kind kind, String would) {}

    /** What a workflow would do. */
    record DryRunView(boolean starts, List<PlannedStep> steps) {}

    /** Asks for an execution by hand. */
    record RunByHand(LeadId leadId) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.WORKFLOW_TRIGGERS,
                        WorkflowTriggerId.class,
                        WorkflowTriggerView.class,
                        WorkflowTriggerView::of)
                .readable(Permission.MARKETING_READ)
                .keeping(Permission.MARKETING_WRITE, NewWorkflowTrigger.class, this::make)
                .editable(
                        Permission.MARKETING_WRITE,
                        WorkflowTriggerChange.class,
                        WorkflowTriggerChange::of,
                        this::revise)
                .deletable(Permission.MARKETING_WRITE)
                .routes());
        routes.add(Route.post("/v1/workflow-triggers/{id}/dry-run")
                .may(Permission.MARKETING_READ)
                .says("Shows what a workflow would do with a lead as it is now; nothing is done.")
                .takes(DryRun.class)
                .answers(200, DryRunView.class)
                .by((call, asked) -> {
                    DryRunWorkflow.Result result = dryRunWorkflow.handle(
                            call.actor(),
                            call.id(WorkflowTriggerId.class),
                            asked.leadId,
                            Objects.requireNonNullElse(asked.event, Map.of()));
                    return Answer.ok(new DryRunView(
                            result.starts(),
                            result.steps().stream()
                                    .map(step -> new PlannedStep(step.position(), step.kind(), step.would()))
                                    .toList()));
                }));
        routes.add(Route.post("/v1/workflow-triggers/{id}/run")
                .may(Permission.MARKETING_WRITE)
                .says("Starts a workflow for a lead by hand, whatever its conditions.")
                .takes(RunByHand.class)
                .answers(201, WorkflowExecutionView.class)
                .by((call, asked) -> {
                    WorkflowExecution begun =
                            startWorkflows.byHand(call.actor(), call.id(WorkflowTriggerId.class), asked.leadId);
                    return Answer.created("/v1/workflow-executions/" + begun.id(), WorkflowExecutionView.of(begun))
                            .version(begun.version());
                }));
        return routes;
    }

    private WorkflowTrigger make(Tx tx, NewWorkflowTrigger draft) {
        tx.actor().checkWorkspace(draft.workspaceId);
        Instant now = hexagon.clock().instant();
        return checkWorkflow.handle(new WorkflowTrigger(
                new WorkflowTriggerId(hexagon.ids().next()),
                draft.workspaceId,
                draft.name,
                draft.eventType,
                GivenStep.conditions(draft.conditions),
                GivenStep.steps(draft.steps),
                draft.active == null || draft.active,
                now,
                now,
                1,
                null));
    }

    private WorkflowTrigger revise(WorkflowTrigger trigger, WorkflowTriggerChange change) {
        return checkWorkflow.handle(new WorkflowTrigger(
                trigger.id(),
                trigger.workspaceId(),
                change.name,
                change.eventType,
                GivenStep.conditions(change.conditions),
                GivenStep.steps(change.steps),
                change.active,
                trigger.createdAt(),
                hexagon.clock().instant(),
                trigger.version(),
                trigger.deletedAt()));
    }
}
