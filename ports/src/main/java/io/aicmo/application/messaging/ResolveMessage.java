package io.aicmo.application.messaging;

import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.Optional;

/** Lets a person who has looked say what became of a message of which nobody knew. */
public final class ResolveMessage {
    private final Messaging messaging;
    private final Settlement settlement;

    public ResolveMessage(Messaging messaging) {
        this.messaging = messaging;
        this.settlement = new Settlement(messaging);
    }

    /** What the person says. */
    public enum Word {
        /** It arrived. */
        SENT,
        /** It did not arrive: have it sent once more. */
        SEND_AGAIN
    }

    /**
     * @throws io.aicmo.port.NotFound if there is no such message
     * @throws io.aicmo.domain.shared.Rejected {@code outbound_message.not_uncertain}
     */
    public OutboundMessage handle(Actor actor, OutboundMessageId id, Word word) {
        return messaging.transactions().write(actor, tx -> {
            OutboundMessage seen =
                    messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).get(tx, id);
            actor.checkWorkspace(seen.workspaceId());
            Optional<SequenceRun> run = settlement.locked(tx, seen);
            Instant now = messaging.clock().instant();
            OutboundMessage message =
                    messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).lock(tx, id);
            message.checkUncertain(now);
            if (word == Word.SENT) {
                settlement.sent(tx, message, run, null, now);
            } else {
                again(tx, message, run, now);
            }
            return messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).get(tx, id);
        });
    }

    /** The checks of the last moment are made once more. */
    private void again(Tx tx, OutboundMessage message, Optional<SequenceRun> run, Instant now) {
        OutboundMessage queued = settlement.update(tx, message.waiting(now, "to be sent again", now));
        settlement.move(tx, message, run, one -> {
            SequenceRun awake = Settlement.awake(one, now);
            return awake.status() == RunStatus.ACTIVE ? awake.due(now, now) : awake;
        });
        if (message.sequenceRunId() == null) {
            messaging
                    .jobs()
                    .enqueue(tx, SendMessage.job(new JobId(messaging.ids().next()), queued, now));
        }
    }
}
