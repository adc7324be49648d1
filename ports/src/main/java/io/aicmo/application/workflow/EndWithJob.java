package io.aicmo.application.workflow;

import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An execution ends with the job of its step when that is cancelled, and goes on from the step that it was at when the job
 * is tried anew.
 */
public final class EndWithJob implements JobConsequence<RunWorkflow.Payload> {
    private final Records records;
    private final RunWorkflow runWorkflow;
    private final InstantSource clock;

    public EndWithJob(Records records, RunWorkflow runWorkflow, InstantSource clock) {
        this.records = records;
        this.runWorkflow = runWorkflow;
        this.clock = clock;
    }

    @Override
    public JobKind<RunWorkflow.Payload> kind() {
        return RunWorkflow.JOB;
    }

    /**
     * Ends it, if it has not ended.
     *
     * @throws io.aicmo.port.Forbidden if whoever cancels may not enter its workspace
     */
    @Override
    public void cancelled(Tx tx, RunWorkflow.Payload payload) {
        Instant now = clock.instant();
        execution(tx, payload)
                .filter(execution -> execution.status().isLive())
                .ifPresent(
                        execution -> records.of(RecordTypes.WORKFLOW_EXECUTIONS).update(tx, execution.cancelled(now)));
    }

    /**
     * Has it go on, if it was cancelled. The job does the step that it was for; where the execution is beyond that, its
     * next step gets a job of its own.
     *
     * @throws io.aicmo.port.Forbidden if whoever asks may not enter its workspace
     */
    @Override
    public void retried(Tx tx, RunWorkflow.Payload payload) {
        Instant now = clock.instant();
        execution(tx, payload)
                .filter(execution -> execution.status() == WorkflowExecution.Status.CANCELLED)
                .map(execution -> records.of(RecordTypes.WORKFLOW_EXECUTIONS).update(tx, execution.resumed(now)))
                .filter(execution -> execution.position() != payload.position())
                .ifPresent(execution -> runWorkflow.enqueue(tx, execution, now));
    }

    private Optional<WorkflowExecution> execution(Tx tx, RunWorkflow.Payload payload) {
        if (records.of(RecordTypes.WORKFLOW_EXECUTIONS)
                .find(tx, payload.executionId())
                .isEmpty()) {
            return Optional.empty();
        }
        WorkflowExecution execution =
                records.of(RecordTypes.WORKFLOW_EXECUTIONS).lock(tx, payload.executionId());
        tx.actor().checkWorkspace(execution.workspaceId());
        return Optional.of(execution);
    }
}
