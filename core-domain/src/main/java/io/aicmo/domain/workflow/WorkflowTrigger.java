package io.aicmo.domain.workflow;

import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has done when something happens.
 *
 * @param workspaceId where it must happen; events of no workspace start it too
 * @param eventType what must happen
 * @param conditions what must hold besides; none for always
 * @param steps what is done then, one after the other
 * @param active whether it starts anything; what it has started goes on
 */
public record WorkflowTrigger(
        WorkflowTriggerId id,
        WorkspaceId workspaceId,
        String name,
        String eventType,
        List<Condition> conditions,
        List<WorkflowStep> steps,
        boolean active,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WorkflowTriggerId> {
    public static final int MOST_CONDITIONS = 20;
    public static final int MOST_STEPS = 50;

    /** @throws Rejected {@code text.*}, {@code workflow_trigger.conditions_count}, {@code workflow_trigger.steps_count} */
    public WorkflowTrigger {
        name = Text.required(name, "name", 200);
        eventType = Text.required(eventType, "event_type", 100);
        conditions = List.copyOf(conditions);
        steps = List.copyOf(steps);
        if (conditions.size() > MOST_CONDITIONS) {
            throw Rejected.field(
                    "conditions",
                    "workflow_trigger.conditions_count",
                    "there may be at most " + MOST_CONDITIONS + " conditions");
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw Rejected.field(
                    "steps", "workflow_trigger.steps_count", "there must be 1 to " + MOST_STEPS + " steps");
        }
    }

    /** Whether an event of its type starts it. */
    public boolean isStartedBy(Facts facts) {
        Object workspace = facts.event().get("workspace_id");
        return active
                && (workspace == null || workspace.equals(workspaceId.toString()))
                && Condition.allHold(conditions, facts);
    }
}
