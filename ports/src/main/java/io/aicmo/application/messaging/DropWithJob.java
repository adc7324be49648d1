package io.aicmo.application.messaging;

import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobKind;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that somebody asked for is not sent when its job is cancelled, and waits again when that is tried anew. What
 * may be on the wire is left to whoever sends it.
 */
public final class DropWithJob implements JobConsequence<SendMessage.Payload> {
    /** Why a message is not sent whose job was cancelled. */
    public static final String CANCELLED = "cancelled";

    private final Messaging messaging;
    private final JobKind<SendMessage.Payload> kind;

    /** @param kind the jobs of which channel */
    public DropWithJob(Messaging messaging, JobKind<SendMessage.Payload> kind) {
        this.messaging = messaging;
        this.kind = kind;
    }

    @Override
    public JobKind<SendMessage.Payload> kind() {
        return kind;
    }

    /**
     * Leaves the message out, if it waits.
     *
     * @throws io.aicmo.port.Forbidden if whoever cancels may not enter its workspace
     */
    @Override
    public void cancelled(Tx tx, SendMessage.Payload payload) {
        Instant now = messaging.clock().instant();
        message(tx, payload)
                .filter(message -> message.status() == MessageStatus.QUEUED)
                .ifPresent(message -> messages().update(tx, message.skipped(CANCELLED, now)));
    }

    /**
     * Has the message wait for its job, if it was not sent. The checks of the last moment are made once more.
     *
     * @throws io.aicmo.port.Forbidden if whoever asks may not enter its workspace
     */
    @Override
    public void retried(Tx tx, SendMessage.Payload payload) {
        Instant now = messaging.clock().instant();
        message(tx, payload)
                .filter(message ->
                        message.status() == MessageStatus.FAILED || message.status() == MessageStatus.SKIPPED)
                .ifPresent(message -> messages().update(tx, message.waiting(now, null, now)));
    }

    /** Says of a message of which nobody takes care any more what is known. */
    void givenUp(Tx tx, SendMessage.Payload payload, String error) {
        Instant now = messaging.clock().instant();
        message(tx, payload)
                .filter(message -> isForgotten(message, now))
                .ifPresent(message -> messages().update(tx, message.givenUp(error, now)));
    }

    /** What is due later has a job of its own by then. */
    private static boolean isForgotten(OutboundMessage message, Instant now) {
        return message.status() == MessageStatus.SENDING
                || (message.status() == MessageStatus.QUEUED && !message.dueAt().isAfter(now));
    }

    private RecordStore<OutboundMessageId, OutboundMessage> messages() {
        return messaging.records().of(RecordTypes.OUTBOUND_MESSAGES);
    }

    private Optional<OutboundMessage> message(Tx tx, SendMessage.Payload payload) {
        if (messages().find(tx, payload.outboundMessageId()).isEmpty()) {
            return Optional.empty();
        }
        OutboundMessage message = messages().lock(tx, payload.outboundMessageId());
        tx.actor().checkWorkspace(message.workspaceId());
        return Optional.of(message);
    }
}
