package io.aicmo.application.workflow;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.workflow.WorkflowAction;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at a workflow before it is kept: whether its event can happen, and its actions can be done. */
public final class CheckWorkflow {
    private final List<WorkflowAction> actions;

    public CheckWorkflow(List<WorkflowAction> actions) {
        this.actions = List.copyOf(actions);
    }

    /**
     * The same workflow.
     *
     * @throws Rejected {@code workflow_trigger.event_type_unknown}, {@code workflow_step.*} at its place
     */
    public WorkflowTrigger handle(WorkflowTrigger trigger) {
        if (EventTypes.find(trigger.eventType()).isEmpty()) {
            throw Rejected.field(
                    "event_type",
                    "workflow_trigger.event_type_unknown",
                    "there is no type of event " + trigger.eventType() + "; see /v1/event-types");
        }
        for (int i = 0; i < trigger.steps().size(); i++) {
            try {
                check(trigger.steps().get(i));
            } catch (Rejected no) {
                throw no.within("steps/" + i);
            }
        }
        return trigger;
    }

    private void check(WorkflowStep step) {
        if (step.action() != null) {
            String name = step.action();
            WorkflowAction.find(actions, name)
                    .orElseThrow(() -> Rejected.field(
                            "action",
                            "workflow_step.action_unknown",
                            "there is no action " + name + "; there are "
                                    + actions.stream().map(WorkflowAction::name).collect(Collectors.joining(", "))))
                    .check(step.input());
        }
    }
}
