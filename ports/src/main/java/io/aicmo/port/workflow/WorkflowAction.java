package io.aicmo.port.workflow;

import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.workflow.Facts;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.port.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Something that a workflow can do. A further one is one more of these in the installation's list. */
public interface WorkflowAction {
    /** What it is called in steps, for example {@code add_note}. */
    String name();

    /** Says in one sentence what it does, and what it needs to know. */
    String purpose();

    /**
     * Looks at what a step tells it, when the workflow is defined.
     *
     * @throws Rejected {@code workflow_step.*}, if it could not do it
     */
    void check(Map<String, Object> input);

    /**
     * Does it, in the transaction that moves the execution on: it is done once. It enqueues a job for what calls out.
     *
     * @return what was done, in a few words
     * @throws Rejected if it cannot be done, now or later
     */
    String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input);

    /**
     * What it would do now, in words, for a dry run. Nothing is done.
     *
     * @throws Rejected if it could not be done as things are
     */
    default String would(Tx tx, Facts known, Map<String, Object> input) {
        return "does " + name() + " with " + input;
    }

    /** The action of this name among others. */
    static Optional<WorkflowAction> find(List<WorkflowAction> actions, String name) {
        return actions.stream().filter(action -> action.name().equals(name)).findFirst();
    }

    /**
     * The action of a step, which is one.
     *
     * @throws Rejected {@code workflow_step.action_unknown}, if this installation cannot do it any more
     */
    static WorkflowAction get(List<WorkflowAction> actions, WorkflowStep step) {
        String name = String.valueOf(step.action());
        return find(actions, name)
                .orElseThrow(() -> Rejected.of("workflow_step.action_unknown", "there is no action " + name));
    }

    /**
     * A text that a step must tell.
     *
     * @throws Rejected {@code workflow_step.input_missing}
     */
    static String text(Map<String, Object> input, String name) {
        if (input.get(name) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw Rejected.field("input", "workflow_step.input_missing", "the action needs the text " + name);
    }

    /**
     * The lead that the execution is about.
     *
     * @throws Rejected {@code workflow_step.no_lead}
     */
    static LeadId lead(WorkflowExecution execution) {
        return Optional.ofNullable(execution.leadId())
                .orElseThrow(() -> Rejected.of("workflow_step.no_lead", "the event is about no lead"));
    }

    /** What is in the event, as a text, or an empty one. */
    static String said(WorkflowExecution execution, String name) {
        return Objects.toString(execution.event().get(name), "");
    }
}
