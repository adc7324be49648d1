package io.aicmo.application.messaging;

import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps what came of a message that was handed to a provider: the message, its run and the timeline together. */
final class Settlement {
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_REST = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final Messaging messaging;
    private final Transmission transmission;
    private final Timeline timeline;

    Settlement(Messaging messaging) {
        this.messaging = messaging;
        this.transmission = new Transmission(messaging);
        this.timeline = new Timeline(messaging);
    }

    /**
     * Keeps an outcome, unless somebody else has settled the message meanwhile.
     *
     * @return what became of it, in a word
     */
    String settle(Actor actor, OutboundMessage sending, Delivery delivery) {
        return messaging.transactions().write(actor, tx -> {
            Optional<SequenceRun> run = locked(tx, sending);
            OutboundMessage message = transmission.stillOurs(tx, sending);
            return message == null ? "settled_by_another" : settle(tx, message, run, delivery);
        });
    }

    private String settle(Tx tx, OutboundMessage message, Optional<SequenceRun> run, Delivery delivery) {
        Instant now = messaging.clock().instant();
        return switch (delivery) {
            case Delivery.Accepted accepted -> {
                sent(tx, message, run, accepted.providerMessageId(), now);
                yield "sent";
            }
            case Delivery.Refused refused -> failed(tx, message, run, refused.detail(), now);
            case Delivery.Busy busy
            when message.attempts() >= MOST_ATTEMPTS -> failed(tx, message, run, busy.detail(), now);
            case Delivery.Busy busy -> {
                Instant later = now.plus(rest(message.attempts(), busy.after()));
                OutboundMessage waiting = update(tx, message.waiting(later, busy.detail(), now));
                move(tx, message, run, one -> one.due(later, now));
                if (waiting.sequenceRunId() == null) {
                    messaging
                            .jobs()
                            .enqueue(
                                    tx,
                                    SendMessage.job(new JobId(messaging.ids().next()), waiting, now));
                }
                yield "busy";
            }
            case Delivery.Unknown unknown -> {
                update(tx, message.uncertain(unknown.detail(), now));
                move(tx, message, run, one -> one.halted(SendStep.UNCERTAIN, now));
                yield SendStep.UNCERTAIN;
            }
        };
    }

    /** A message was sent; its run goes on, unless something else has halted it meanwhile. */
    void sent(Tx tx, OutboundMessage message, Optional<SequenceRun> run, @Nullable String theirId, Instant now) {
        OutboundMessage sent = update(tx, message.sent(theirId, now));
        move(tx, message, run, one -> awake(one, now).advanced(following(tx, one), now));
        timeline.sent(tx, sent, now);
    }

    private String failed(Tx tx, OutboundMessage message, Optional<SequenceRun> run, String why, Instant now) {
        update(tx, message.failed(why, now));
        move(tx, message, run, one -> one.halted(SendStep.FAILED, now));
        return SendStep.FAILED;
    }

    private static Duration rest(int attempts, Duration atLeast) {
        Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(attempts, 10));
        Duration capped = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
        return atLeast.compareTo(capped) > 0 ? atLeast : capped;
    }

    /** A run that only waited to learn what became of its message waits no more. */
    static SequenceRun awake(SequenceRun run, Instant now) {
        boolean waited = run.status() == RunStatus.PAUSED && SendStep.UNCERTAIN.equals(run.pausedReason());
        return waited ? run.resumed(now) : run;
    }

    private @Nullable SequenceStep following(Tx tx, SequenceRun run) {
        List<SequenceStep> steps = messaging.steps().list(tx, run.sequenceId());
        return run.nextStep() + 1 < steps.size() ? steps.get(run.nextStep() + 1) : null;
    }

    /** The run whose step a message is, locked after its lead as the spine does; empty where it or its people are gone. */
    Optional<SequenceRun> locked(Tx tx, OutboundMessage message) {
        SequenceRunId id = message.sequenceRunId();
        if (id == null) {
            return Optional.empty();
        }
        try {
            SequenceRun run = messaging.records().of(RecordTypes.SEQUENCE_RUNS).get(tx, id);
            messaging.records().of(RecordTypes.LEADS).lock(tx, run.leadId());
            messaging.records().of(RecordTypes.CONTACTS).get(tx, run.contactId());
            messaging.records().of(RecordTypes.SEQUENCES).get(tx, run.sequenceId());
            return Optional.of(messaging.records().of(RecordTypes.SEQUENCE_RUNS).lock(tx, id));
        } catch (NotFound deleted) {
            return Optional.empty();
        }
    }

    /** Moves the run that a message belongs to, if it still stands at that step and has not ended. */
    void move(Tx tx, OutboundMessage message, Optional<SequenceRun> run, UnaryOperator<SequenceRun> to) {
        run.filter(one -> one.nextStep() == message.step())
                .filter(one -> one.status() == RunStatus.ACTIVE || one.status() == RunStatus.PAUSED)
                .ifPresent(one -> keep(tx, to.apply(one)));
    }

    /** Keeps a run, and enqueues the job that looks at it when it is due. */
    void keep(Tx tx, SequenceRun run) {
        SequenceRun kept = messaging.records().of(RecordTypes.SEQUENCE_RUNS).update(tx, run);
        if (kept.status() == RunStatus.ACTIVE) {
            messaging
                    .jobs()
                    .enqueue(
                            tx,
                            SendStep.job(
                                    new JobId(messaging.ids().next()),
                                    kept,
                                    messaging.clock().instant()));
        }
    }

    OutboundMessage update(Tx tx, OutboundMessage message) {
        return messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).update(tx, message);
    }
}
