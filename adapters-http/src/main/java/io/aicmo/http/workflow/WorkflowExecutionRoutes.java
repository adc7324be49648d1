package io.aicmo.http.workflow;

import io.aicmo.application.workflow.DecideExecution;
import io.aicmo.application.workflow.RunWorkflow;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.workflow.StepOutcome;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of workflows that were started, and the decisions that they wait for. */
public final class WorkflowExecutionRoutes {
    private final Hexagon hexagon;
    private final DecideExecution decideExecution;

    public WorkflowExecutionRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.decideExecution =
                new DecideExecution(hexagon.transactions(), hexagon.records(), runner(hexagon), hexagon.clock());
    }

    static RunWorkflow runner(Hexagon hexagon) {
        return new RunWorkflow(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.jobs(),
                hexagon.workflowActions(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** What became of a step. */
    record StepOutcomeView(
            int position,
            StepOutcome.Result result,
            @Nullable String detail,
            Instant at) {}

    /** An execution. */
    record WorkflowExecutionView(
            WorkflowExecutionId id,
            WorkflowTriggerId triggerId,
            long triggerVersion,
            WorkspaceId workspaceId,
            EventId eventId,
            String eventType,
            @Nullable LeadId leadId,
            Map<String, Object> event,
            List<WorkflowStep> steps,
            int position,
            WorkflowExecution.Status status,
            List<StepOutcomeView> outcomes,
            @Nullable Instant dueAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WorkflowExecutionView of(WorkflowExecution one) {
            return new WorkflowExecutionView(
                    one.id(),
                    one.triggerId(),
                    one.triggerVersion(),
                    one.workspaceId(),
                    one.eventId(),
                    one.eventType(),
                    one.leadId(),
                    one.event(),
                    one.steps(),
                    one.position(),
                    one.status(),
                    one.outcomes().stream()
                            .map(step -> new StepOutcomeView(step.position(), step.result(), step.detail(), step.at()))
                            .toList(),
                    one.dueAt(),
                    one.createdAt(),
                    one.updatedAt(),
                    one.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.WORKFLOW_EXECUTIONS,
                        WorkflowExecutionId.class,
                        WorkflowExecutionView.class,
                        WorkflowExecutionView::of)
                .readable(Permission.MARKETING_READ)
                .routes());
        routes.add(decision(
                "approve",
                "Approves the step that an execution waits at; it goes on.",
                call -> decideExecution.approve(call.actor(), call.id(WorkflowExecutionId.class), true)));
        routes.add(decision(
                "reject",
                "Says no to the step that an execution waits at; it stops.",
                call -> decideExecution.approve(call.actor(), call.id(WorkflowExecutionId.class), false)));
        routes.add(decision(
                "cancel",
                "Cancels an execution; what it has done stays done.",
                call -> decideExecution.cancel(call.actor(), call.id(WorkflowExecutionId.class))));
        return routes;
    }

    private static Route decision(String word, String summary, Function<Call, WorkflowExecution> decide) {
        return Route.post("/v1/workflow-executions/{id}/" + word)
                .may(Permission.MARKETING_WRITE)
                .says(summary)
                .answers(200, WorkflowExecutionView.class)
                .by(call -> {
                    WorkflowExecution decided = decide.apply(call);
                    return Answer.ok(WorkflowExecutionView.of(decided)).version(decided.version());
                });
    }
}
