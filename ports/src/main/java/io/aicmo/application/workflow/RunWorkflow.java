package io.aicmo.application.workflow;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowExecution.Status;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobCancelled;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.workflow.WorkflowAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Runs one step of an execution, and has the next one run. What a step does and that the execution is beyond it are one
 * transaction, so a crash leaves it before the step or after it, and a step that is asked for twice is done once. A step
 * that is refused, or fails at its job's last try, ends the execution; the job, tried anew, takes it up again.
 */
public final class RunWorkflow implements JobHandler<RunWorkflow.Payload> {
    /** The job of a step. */
    public static final JobKind<Payload> JOB =
            JobKind.of("run-workflow", Payload.class).atOnce(4);

    private final Transactions transactions;
    private final Records records;
    private final LeadFacts facts;
    private final JobStore jobs;
    private final List<WorkflowAction> actions;
    private final Ids ids;
    private final InstantSource clock;

    public RunWorkflow(
            Transactions transactions,
            Records records,
            JobStore jobs,
            List<WorkflowAction> actions,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new LeadFacts(records);
        this.jobs = jobs;
        this.actions = List.copyOf(actions);
        this.ids = ids;
        this.clock = clock;
    }

    /** Which step of which execution. */
    public record Payload(WorkflowExecutionId executionId, int position) {}

    /**
     * Runs the step that the job is for, unless the execution is elsewhere by now.
     *
     * @throws JobCancelled if the execution was
     * @throws Rejected {@code workflow.step_refused}: what the step does was refused; the execution has ended
     */
    @Override
    public Map<String, Object> handle(JobRun<Payload> run) {
        // An execution has failed before the first try of its step's job only if somebody had that job tried anew.
        Map<String, Object> came = handle(run.actor(), run.payload(), run.attempt() == 1);
        if (Status.CANCELLED.word().equals(came.get("status"))) {
            throw new JobCancelled();
        }
        return came;
    }

    /**
     * Runs a step of an execution, unless the execution is elsewhere by now.
     *
     * @throws Rejected {@code workflow.step_refused}: what the step does was refused; the execution has ended
     */
    public Map<String, Object> handle(Actor actor, Payload payload) {
        return handle(actor, payload, false);
    }

    /** The execution ends with what the last try of its step failed of. */
    @Override
    public void givenUp(JobRun<Payload> run, String error) {
        Payload payload = run.payload();
        transactions.write(run.actor(), tx -> fail(tx, payload, error));
    }

    private Map<String, Object> handle(Actor actor, Payload payload, boolean takesUp) {
        int hops = transactions
                .read(actor, tx -> executions(tx, payload.executionId))
                .hops();
        Actor because = actor.after(hops);
        try {
            return transactions.write(because, tx -> run(tx, payload, takesUp));
        } catch (Rejected | NotFound | Forbidden | AlreadyExists no) {
            String why = String.valueOf(no.getMessage());
            transactions.write(because, tx -> fail(tx, payload, why));
            // The job has failed as well: whoever has it tried anew has the execution taken up.
            throw Rejected.of("workflow.step_refused", why);
        }
    }

    private WorkflowExecution executions(Tx tx, WorkflowExecutionId id) {
        return records.of(RecordTypes.WORKFLOW_EXECUTIONS).get(tx, id);
    }

    private Map<String, Object> run(Tx tx, Payload payload, boolean takesUp) {
        WorkflowExecution execution =
                records.of(RecordTypes.WORKFLOW_EXECUTIONS).lock(tx, payload.executionId);
        Instant now = clock.instant();
        boolean goesOn = execution.status() == Status.RUNNING
                || execution.status() == Status.WAITING
                || (takesUp && execution.status() == Status.FAILED);
        if (execution.position() != payload.position || !goesOn) {
            return Map.of("status", execution.status().word());
        }
        if (!isOver(execution, now)) {
            // Another node's clock is ahead of this one's.
            enqueue(tx, execution, now);
            return Map.of("status", execution.status().word());
        }
        WorkflowExecution after = step(tx, execution, now);
        return keep(tx, after, now);
    }

    private static boolean isOver(WorkflowExecution execution, Instant now) {
        return execution.dueAt() == null || !execution.dueAt().isAfter(now);
    }

    private WorkflowExecution step(Tx tx, WorkflowExecution execution, Instant now) {
        WorkflowStep step = execution.step();
        return switch (step.kind()) {
            case ACTION -> execution.done(WorkflowAction.get(actions, step).carryOut(tx, execution, step.input()), now);
            case CONDITION ->
                Condition.allHold(step.conditions(), facts.of(tx, execution.event(), execution.leadId()))
                        ? execution.done(null, now)
                        : execution.notMet(now);
            case WAIT ->
                execution.status() == Status.WAITING
                        ? execution.done(null, now)
                        : execution.waiting(now.plus(Duration.ofMinutes(step.waitMinutes())), now);
            case APPROVAL -> execution.asked(now);
        };
    }

    private Map<String, Object> fail(Tx tx, Payload payload, String why) {
        WorkflowExecution execution =
                records.of(RecordTypes.WORKFLOW_EXECUTIONS).lock(tx, payload.executionId);
        Instant now = clock.instant();
        return execution.position() == payload.position && execution.status().isLive()
                ? keep(tx, execution.failed(why, now), now)
                : Map.of("status", execution.status().word());
    }

    /** Keeps it, and has the next step run when it is due. */
    Map<String, Object> keep(Tx tx, WorkflowExecution after, Instant now) {
        WorkflowExecution kept = records.of(RecordTypes.WORKFLOW_EXECUTIONS).update(tx, after);
        enqueue(tx, kept, now);
        return Map.of("status", kept.status().word());
    }

    /** Has the step that an execution is at run when it is due, if it goes on by itself. */
    void enqueue(Tx tx, WorkflowExecution execution, Instant now) {
        if (execution.status() != Status.RUNNING && execution.status() != Status.WAITING) {
            return;
        }
        NewJob job = JOB.job(new JobId(ids.next()), new Payload(execution.id(), execution.position()), now)
                .after(execution.hops());
        jobs.enqueue(tx, execution.dueAt() == null ? job : job.due(execution.dueAt()));
    }
}
