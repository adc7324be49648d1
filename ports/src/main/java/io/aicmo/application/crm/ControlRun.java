package io.aicmo.application.crm;

import io.aicmo.application.messaging.SendStep;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;

/** Pauses, resumes or ends a lead's run through a sequence by hand. */
public final class ControlRun {
    private final Transactions transactions;
    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public ControlRun(Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is done to a run. */
    public enum Action {
        PAUSE,
        RESUME,
        STOP
    }

    /**
     * @throws io.aicmo.port.NotFound if there is no such run
     * @throws io.aicmo.domain.shared.Rejected {@code sequence_run.not_active}, {@code sequence_run.not_paused}, {@code
     *     sequence_run.ended}
     */
    public SequenceRun handle(Actor actor, SequenceRunId id, Action action) {
        return transactions.write(actor, tx -> {
            RecordStore<SequenceRunId, SequenceRun> runs = records.of(RecordTypes.SEQUENCE_RUNS);
            SequenceRun run = runs.lock(tx, id);
            actor.checkWorkspace(
                    records.of(RecordTypes.SEQUENCES).get(tx, run.sequenceId()).workspaceId());
            Instant now = clock.instant();
            SequenceRun moved = runs.update(
                    tx,
                    switch (action) {
                        case PAUSE -> run.paused(now);
                        case RESUME -> run.resumed(now);
                        case STOP -> run.stopped(now);
                    });
            if (action == Action.RESUME) {
                jobs.enqueue(tx, SendStep.job(new JobId(ids.next()), moved, now));
            }
            return moved;
        });
    }
}
