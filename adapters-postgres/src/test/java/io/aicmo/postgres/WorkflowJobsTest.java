package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aicmo.application.workflow.RunWorkflow;
import io.aicmo.application.workflow.StartWorkflows;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.workflow.StepOutcome;
import io.aicmo.domain.workflow.StepOutcome.Result;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore.Filter;
import io.aicmo.port.workflow.WorkflowAction;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Workflows as a worker runs them, with a clock that is turned by hand and a step that breaks. */
class WorkflowJobsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(World.NOW);
    private final Home home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
    private final Breaking breaking = new Breaking();

    @Test
    void aStepThatBreaksAtItsLastTryEndsTheExecutionAndItsJobTriedAnewTakesItUpAgain() throws InterruptedException {
        try (Postgres node = Postgres.open(TestDatabase.config(), TestDatabase.CHANNELS, now::get)) {
            RunWorkflow runWorkflow = new RunWorkflow(
                    node.transactions(), node.records(), node.jobs(), List.of(breaking), World::id, now::get);
            WorkflowExecution begun = new StartWorkflows(
                            node.transactions(), node.records(), runWorkflow, World::id, now::get)
                    .byHand(home.actor(), aTrigger().id(), home.aLead().id());
            try (JobWorker worker = node.worker(List.of(RunWorkflow.JOB.by(runWorkflow)), Pace.USUAL)) {
                breaking.broken = true;
                workOff(worker, 3);

                Job dead = home.read(tx -> node.jobs().list(tx, Filter.ALL, null, 1))
                        .data()
                        .get(0);
                assertThat(dead.status()).isEqualTo(Job.Status.DEAD);
                assertThat(dead.hops()).isEqualTo(1);
                assertThat(execution(begun).status()).isEqualTo(WorkflowExecution.Status.FAILED);
                assertThat(execution(begun).outcomes())
                        .extracting(StepOutcome::position, StepOutcome::result, StepOutcome::detail)
                        .containsExactly(tuple(0, Result.FAILED, "java.lang.IllegalStateException: it broke"));

                breaking.broken = false;
                home.does(tx -> node.jobs().retry(tx, dead.id(), now.get()));
                workOff(worker, 1);

                assertThat(execution(begun).status()).isEqualTo(WorkflowExecution.Status.COMPLETED);
                assertThat(breaking.done).isEqualTo(1);
            }
        }
    }

    private void workOff(JobWorker worker, int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            worker.workOff();
            now.updateAndGet(before -> before.plus(Duration.ofSeconds(10)));
        }
    }

    private WorkflowExecution execution(WorkflowExecution begun) {
        return home.now(RecordTypes.WORKFLOW_EXECUTIONS, begun.id());
    }

    private WorkflowTrigger aTrigger() {
        return home.keep(
                RecordTypes.WORKFLOW_TRIGGERS,
                new WorkflowTrigger(
                        new WorkflowTriggerId(World.id()),
                        home.workspace().id(),
                        "a workflow",
                        "lead.created",
                        List.of(),
                        List.of(WorkflowStep.action("break", Map.of())),
                        true,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
    }

    private static final class Breaking implements WorkflowAction {
        private volatile boolean broken;
        private volatile int done;

        @Override
        public String name() {
            return "break";
        }

        @Override
        public String purpose() {
            return "Breaks.";
        }

        @Override
        public void check(Map<String, Object> input) {
            // Anything will do.
        }

        @Override
        public String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
            if (broken) {
                throw new IllegalStateException("it broke");
            }
            done = 1;
            return "did it";
        }
    }
}
