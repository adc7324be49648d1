package io.aicmo.domain.workflow;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.workflow.StepOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow, because of one event. It keeps the steps that it began with, whatever becomes of the trigger.
 *
 * @param triggerVersion the version of the trigger that it entered
 * @param leadId whom it is about, or null
 * @param event what the event says
 * @param hops how many executions led to it, this one included
 * @param position the step that it is at; the number of steps once all are done
 * @param dueAt until when it waits, or null
 */
public record WorkflowExecution(
        WorkflowExecutionId id,
        WorkflowTriggerId triggerId,
        long triggerVersion,
        WorkspaceId workspaceId,
        EventId eventId,
        String eventType,
        @Nullable LeadId leadId,
        Map<String, Object> event,
        int hops,
        List<WorkflowStep> steps,
        int position,
        Status status,
        List<StepOutcome> outcomes,
        @Nullable Instant dueAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<WorkflowExecutionId> {

    /** More executions than these, one because of another, are taken for a loop. */
    public static final int MOST_HOPS = 3;

    private static final String LOOP =
            "taken for a loop: " + MOST_HOPS + " executions led to it, one because of another";

    /** Where an execution stands. */
    public enum Status {
        RUNNING,
        WAITING,
        AWAITING_APPROVAL,
        COMPLETED,
        /** A condition did not hold, a person said no, or it was taken for a loop. */
        STOPPED,
        FAILED,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it goes on by itself or when somebody says so. */
        public boolean isLive() {
            return this == RUNNING || this == WAITING || this == AWAITING_APPROVAL;
        }
    }

    public WorkflowExecution {
        event = Attributes.copyOf(event);
        steps = List.copyOf(steps);
        outcomes = List.copyOf(outcomes);
    }

    /** An execution at its first step. */
    public static WorkflowExecution begin(
            WorkflowExecutionId id,
            WorkflowTrigger trigger,
            EventId event,
            @Nullable LeadId lead,
            Map<String, Object> says,
            int hops,
            Instant now) {
        return new WorkflowExecution(
                id,
                trigger.id(),
                trigger.version(),
                trigger.workspaceId(),
                event,
                trigger.eventType(),
                lead,
                says,
                hops,
                trigger.steps(),
                0,
                Status.RUNNING,
                List.of(),
                null,
                now,
                now,
                1,
                null);
    }

    /** Whether so many executions led to it, one because of another, that it must not be begun. */
    public boolean isLoop() {
        return hops > MOST_HOPS;
    }

    /** It is taken for a loop, so nothing of it is done. */
    public WorkflowExecution looped(Instant now) {
        return at(Status.STOPPED, Result.LOOP, LOOP, null, now);
    }

    /** The step that it is at. */
    public WorkflowStep step() {
        return steps.get(position);
    }

    /** Its step is done; it is at the next one, or completed. */
    public WorkflowExecution done(@Nullable String detail, Instant now) {
        return next(Result.DONE, detail, now);
    }

    /** It waits at its step. */
    public WorkflowExecution waiting(Instant until, Instant now) {
        return at(Status.WAITING, Result.WAITING, null, until, now);
    }

    /** It waits at its step for a person to say whether it goes on. */
    public WorkflowExecution asked(Instant now) {
        return at(Status.AWAITING_APPROVAL, Result.ASKED, null, null, now);
    }

    /** A condition did not hold, so nothing more is done. */
    public WorkflowExecution notMet(Instant now) {
        return at(Status.STOPPED, Result.NOT_MET, null, null, now);
    }

    public WorkflowExecution failed(String why, Instant now) {
        return at(Status.FAILED, Result.FAILED, why, null, now);
    }

    /**
     * A person said whether it goes on.
     *
     * @throws Rejected {@code workflow_execution.not_asking}, if it does not wait for that
     */
    public WorkflowExecution decided(boolean approved, String by, Instant now) {
        if (status != Status.AWAITING_APPROVAL) {
            throw Rejected.of("workflow_execution.not_asking", "this execution waits for nobody's approval");
        }
        return approved ? next(Result.APPROVED, by, now) : at(Status.STOPPED, Result.REJECTED, by, null, now);
    }

    /** @throws Rejected {@code workflow_execution.is_over}, if it has ended */
    public WorkflowExecution cancelled(Instant now) {
        if (!status.isLive()) {
            throw Rejected.of("workflow_execution.is_over", "this execution has ended");
        }
        return with(position, Status.CANCELLED, outcomes, null, now);
    }

    /**
     * It goes on from the step at which it was cancelled: a wait ends when it would have, and an approval is still asked for.
     *
     * @throws Rejected {@code workflow_execution.not_cancelled}, if it was not cancelled
     */
    public WorkflowExecution resumed(Instant now) {
        if (status != Status.CANCELLED) {
            throw Rejected.of("workflow_execution.not_cancelled", "this execution was not cancelled");
        }
        Result last = outcomes.isEmpty() || outcomes.get(outcomes.size() - 1).position() != position
                ? Result.DONE
                : outcomes.get(outcomes.size() - 1).result();
        return switch (last) {
            case WAITING -> with(position, Status.WAITING, outcomes, waitEnds(), now);
            case ASKED -> with(position, Status.AWAITING_APPROVAL, outcomes, null, now);
            default -> with(position, Status.RUNNING, outcomes, null, now);
        };
    }

    private Instant waitEnds() {
        return outcomes.get(outcomes.size() - 1).at().plus(Duration.ofMinutes(step().waitMinutes()));
    }

    private WorkflowExecution next(Result result, @Nullable String detail, Instant now) {
        int next = position + 1;
        return with(
                next, next == steps.size() ? Status.COMPLETED : Status.RUNNING, plus(result, detail, now), null, now);
    }

    private WorkflowExecution at(
            Status as, Result result, @Nullable String detail, @Nullable Instant until, Instant now) {
        return with(position, as, plus(result, detail, now), until, now);
    }

    private List<StepOutcome> plus(Result result, @Nullable String detail, Instant now) {
        List<StepOutcome> more = new ArrayList<>(outcomes);
        more.add(new StepOutcome(position, result, detail, now));
        return more;
    }

    private WorkflowExecution with(int step, Status as, List<StepOutcome> all, @Nullable Instant until, Instant now) {
        return new WorkflowExecution(
                id,
                triggerId,
                triggerVersion,
                workspaceId,
                eventId,
                eventType,
                leadId,
                event,
                hops,
                steps,
                step,
                as,
                all,
                until,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
