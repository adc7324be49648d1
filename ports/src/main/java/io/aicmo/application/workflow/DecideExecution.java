package io.aicmo.application.workflow;

import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A person says whether an execution goes on: approves the step that asks for it, says no, or cancels all of it. */
public final class DecideExecution {
    private final Transactions transactions;
    private final Records records;
    private final RunWorkflow runWorkflow;
    private final InstantSource clock;

    public DecideExecution(Transactions transactions, Records records, RunWorkflow runWorkflow, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.runWorkflow = runWorkflow;
        this.clock = clock;
    }

    /**
     * @throws io.aicmo.port.NotFound if there is no such execution
     * @throws io.aicmo.domain.shared.Rejected {@code workflow_execution.not_asking}
     */
    public WorkflowExecution approve(Actor actor, WorkflowExecutionId id, boolean approved) {
        Instant now = clock.instant();
        String by = actor.kind().name().toLowerCase(Locale.ROOT) + (actor.id() == null ? "" : " " + actor.id());
        return change(actor, id, execution -> execution.decided(approved, by, now), now);
    }

    /**
     * @throws io.aicmo.port.NotFound if there is no such execution
     * @throws io.aicmo.domain.shared.Rejected {@code workflow_execution.is_over}
     */
    public WorkflowExecution cancel(Actor actor, WorkflowExecutionId id) {
        Instant now = clock.instant();
        return change(actor, id, execution -> execution.cancelled(now), now);
    }

    private WorkflowExecution change(
            Actor actor, WorkflowExecutionId id, UnaryOperator<WorkflowExecution> decision, Instant now) {
        return transactions.write(actor, tx -> {
            WorkflowExecution execution =
                    records.of(RecordTypes.WORKFLOW_EXECUTIONS).lock(tx, id);
            actor.checkWorkspace(execution.workspaceId());
            return kept(tx, decision.apply(execution), now);
        });
    }

    private WorkflowExecution kept(Tx tx, WorkflowExecution decided, Instant now) {
        WorkflowExecution kept = records.of(RecordTypes.WORKFLOW_EXECUTIONS).update(tx, decided);
        runWorkflow.enqueue(tx, kept, now);
        return kept;
    }
}
