package io.aicmo.domain.workflow;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a workflow.
 *
 * @param action what is done, for an action; null for anything else
 * @param input what the action needs to know; empty for anything else
 * @param waitMinutes how long a wait lasts, 1 minute to 90 days; 0 for anything else
 * @param conditions what must hold for the workflow to go on, for a condition; empty for anything else
 */
public record WorkflowStep(
        Kind kind, @Nullable String action, Map<String, Object> input, int waitMinutes, List<Condition> conditions) {
    /** The longest wait: 90 days. */
    public static final int LONGEST_WAIT = 90 * 24 * 60;

    /** What a step is. */
    public enum Kind {
        ACTION,
        WAIT,
        CONDITION,
        /** A person says whether it goes on. */
        APPROVAL
    }

    /** @throws Rejected {@code workflow_step.*}, {@code text.*} */
    public WorkflowStep {
        action = Text.optional(action, "action", 60);
        input = Attributes.copyOf(input);
        conditions = List.copyOf(conditions);
        check(kind == Kind.ACTION, action != null, "action");
        check(kind == Kind.WAIT, waitMinutes != 0, "wait_minutes");
        check(kind == Kind.CONDITION, !conditions.isEmpty(), "conditions");
        if (waitMinutes < 0 || waitMinutes > LONGEST_WAIT) {
            throw Rejected.field("wait_minutes", "workflow_step.wait_out_of_range", "a wait is 1 minute to 90 days");
        }
        if (conditions.size() > WorkflowTrigger.MOST_CONDITIONS) {
            throw Rejected.field("conditions", "workflow_step.conditions_count", "there are too many conditions");
        }
    }

    public static WorkflowStep action(String name, Map<String, Object> input) {
        return new WorkflowStep(Kind.ACTION, name, input, 0, List.of());
    }

    public static WorkflowStep waiting(int minutes) {
        return new WorkflowStep(Kind.WAIT, null, Map.of(), minutes, List.of());
    }

    public static WorkflowStep only(Condition... conditions) {
        return new WorkflowStep(Kind.CONDITION, null, Map.of(), 0, List.of(conditions));
    }

    public static WorkflowStep approval() {
        return new WorkflowStep(Kind.APPROVAL, null, Map.of(), 0, List.of());
    }

    private static void check(boolean needed, boolean given, String field) {
        if (needed && !given) {
            throw Rejected.field(field, "workflow_step.incomplete", "this kind of step needs " + field);
        }
        if (given && !needed) {
            throw Rejected.field(field, "workflow_step.too_much", "this kind of step takes no " + field);
        }
    }
}
