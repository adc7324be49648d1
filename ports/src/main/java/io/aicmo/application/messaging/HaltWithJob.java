package io.aicmo.application.messaging;

import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobKind;
import java.time.Instant;
import java.util.Optional;

/**
 * A run halts with the job of its step, and says why; a person has it go on, or has the job tried anew. A message that may
 * be on the wire is left to whoever sends it.
 */
public final class HaltWithJob implements JobConsequence<SendStep.Payload> {
    /** Why a run halts whose job was tried in vain. */
    public static final String GIVEN_UP = "job_given_up";
    /** Why a run halts whose job was cancelled. */
    public static final String CANCELLED = "job_cancelled";

    private final Messaging messaging;

    public HaltWithJob(Messaging messaging) {
        this.messaging = messaging;
    }

    @Override
    public JobKind<SendStep.Payload> kind() {
        return SendStep.JOB;
    }

    /**
     * Halts the run, if it goes on.
     *
     * @throws io.aicmo.port.Forbidden if whoever cancels may not enter its workspace
     */
    @Override
    public void cancelled(Tx tx, SendStep.Payload payload) {
        Instant now = messaging.clock().instant();
        run(tx, payload)
                .filter(run -> run.status() == RunStatus.ACTIVE)
                .ifPresent(run -> update(tx, run.halted(CANCELLED, now)));
    }

    /**
     * Has the run go on, if it halted with its job. Where its step is not due yet, it is looked at again when it is.
     *
     * @throws io.aicmo.port.Forbidden if whoever asks may not enter its workspace
     */
    @Override
    public void retried(Tx tx, SendStep.Payload payload) {
        Instant now = messaging.clock().instant();
        run(tx, payload)
                .filter(run -> run.status() == RunStatus.PAUSED)
                .filter(run -> GIVEN_UP.equals(run.pausedReason()) || CANCELLED.equals(run.pausedReason()))
                .map(run -> update(tx, run.resumed(now)))
                .filter(run -> run.nextStepAt().isAfter(now))
                .ifPresent(run -> messaging
                        .jobs()
                        .enqueue(
                                tx,
                                SendStep.JOB
                                        .job(new JobId(messaging.ids().next()), payload, now)
                                        .due(run.nextStepAt())));
    }

    /** Halts a run of whose step nobody takes care any more, and says of its message what is known. */
    void givenUp(Tx tx, SendStep.Payload payload, String error) {
        Instant now = messaging.clock().instant();
        Optional<SequenceRun> known = run(tx, payload);
        if (known.isEmpty()) {
            return;
        }
        SequenceRun run = known.get();
        Optional<OutboundMessage> message = messaging.outbox().ofStep(tx, run.id(), run.nextStep());
        boolean onTheWire =
                message.filter(one -> one.status() == MessageStatus.SENDING).isPresent();
        // What is due later has a job of its own by then.
        boolean forgotten =
                run.status() == RunStatus.ACTIVE && !run.nextStepAt().isAfter(now);
        if (onTheWire || forgotten) {
            message.filter(one -> one.status() == MessageStatus.SENDING || one.status() == MessageStatus.QUEUED)
                    .ifPresent(one -> messaging
                            .records()
                            .of(RecordTypes.OUTBOUND_MESSAGES)
                            .update(tx, one.givenUp(error, now)));
        }
        if (run.status() == RunStatus.ACTIVE && (onTheWire || forgotten)) {
            update(tx, run.halted(onTheWire ? SendStep.UNCERTAIN : GIVEN_UP, now));
        }
    }

    /**
     * Locked after its lead, as the spine does. Empty where something that the run names is deleted: then it cannot be
     * changed, and is looked at anew when that is restored.
     */
    private Optional<SequenceRun> run(Tx tx, SendStep.Payload payload) {
        return messaging
                .records()
                .of(RecordTypes.SEQUENCE_RUNS)
                .find(tx, payload.runId())
                .filter(run -> isWhole(tx, run))
                .map(run -> {
                    messaging.records().of(RecordTypes.LEADS).lock(tx, run.leadId());
                    return messaging.records().of(RecordTypes.SEQUENCE_RUNS).lock(tx, run.id());
                });
    }

    private boolean isWhole(Tx tx, SequenceRun run) {
        Optional<Sequence> sequence =
                messaging.records().of(RecordTypes.SEQUENCES).find(tx, run.sequenceId());
        sequence.ifPresent(one -> tx.actor().checkWorkspace(one.workspaceId()));
        return sequence.isPresent()
                && messaging
                        .records()
                        .of(RecordTypes.LEADS)
                        .find(tx, run.leadId())
                        .isPresent()
                && messaging
                        .records()
                        .of(RecordTypes.CONTACTS)
                        .find(tx, run.contactId())
                        .isPresent();
    }

    private SequenceRun update(Tx tx, SequenceRun run) {
        return messaging.records().of(RecordTypes.SEQUENCE_RUNS).update(tx, run);
    }
}
