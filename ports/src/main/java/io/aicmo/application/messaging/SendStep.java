package io.aicmo.application.messaging;

import io.aicmo.application.messaging.Transmission.Handover;
import io.aicmo.application.messaging.Transmission.Way;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.OutboundMessage.Words;
import io.aicmo.domain.messaging.Recipient;
import io.aicmo.domain.messaging.SendDecision;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.RetryPolicy;
import io.aicmo.port.messaging.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the step of a run that is due. First what is about to be done is kept, then the provider is asked, then what came
 * of it is kept; so no step is sent twice, whatever dies when. Whoever sets when a run is due enqueues the job for it in
 * the same transaction.
 */
public final class SendStep implements JobHandler<SendStep.Payload> {
    /** Which run. */
    public record Payload(SequenceRunId runId) {}

    /** Only what is broken here has it tried again by the queue; what a provider says is an outcome. */
    public static final JobKind<Payload> JOB = JobKind.of("send-sequence-step", Payload.class)
            .retrying(RetryPolicy.of(12))
            .atOnce(16)
            .within(Duration.ofMinutes(3));

    /** Why a run halts whose message cannot be sent. */
    public static final String FAILED = "message_failed";
    /** Why a run halts of whose message nobody knows whether it was sent. */
    public static final String UNCERTAIN = "message_uncertain";

    private static final Duration ANOTHER_SENDS = Duration.ofSeconds(30);

    private final Messaging messaging;
    private final Transmission transmission;
    private final LastLook look;
    private final Timeline timeline;
    private final Settlement settlement;

    public SendStep(Messaging messaging) {
        this.messaging = messaging;
        this.transmission = new Transmission(messaging);
        this.look = new LastLook(messaging);
        this.timeline = new Timeline(messaging);
        this.settlement = new Settlement(messaging);
    }

    /** The job that looks at a run when it is due; one for each step and time. */
    public static NewJob job(JobId id, SequenceRun run, Instant now) {
        return JOB.job(id, new Payload(run.id()), now)
                .once(run.id() + ":" + run.nextStep() + ":" + run.nextStepAt().toEpochMilli())
                .due(run.nextStepAt());
    }

    /** What there is to do once the intent is kept. */
    private sealed interface Next {
        record Over(String outcome) implements Next {}

        record Hand(Handover handover) implements Next {}
    }

    /** @return what came of it, in a word */
    @Override
    public Map<String, Object> handle(JobRun<Payload> job) throws InterruptedException {
        Actor actor = job.actor();
        SequenceRunId id = job.payload().runId();
        Next next = messaging.transactions().write(actor, tx -> prepare(tx, id, job.attempt() > 1));
        return switch (next) {
            case Next.Over over -> Map.of("outcome", over.outcome);
            case Next.Hand hand -> {
                Delivery delivery = transmission.send(
                        hand.handover, job.attempt() < JOB.retry().tries());
                yield Map.of(
                        "outcome",
                        settlement.settle(actor, hand.handover.message(), delivery),
                        "outbound_message_id",
                        hand.handover.message().id().toString());
            }
        };
    }

    /** The run halts, and says why; of a message that may be on the wire a person has to say what became of it. */
    @Override
    public void givenUp(JobRun<Payload> job, String error) {
        messaging.transactions().write(job.actor(), tx -> {
            new HaltWithJob(messaging).givenUp(tx, job.payload(), error);
            return job;
        });
    }

    /**
     * All that is known of a run whose step is due.
     *
     * @param campaign what its sequence is for, or null where that was deleted
     */
    private record Due(
            SequenceRun run,
            Sequence sequence,
            List<SequenceStep> steps,
            Recipient person,
            @Nullable Campaign campaign) {
        SequenceStep step() {
            return steps.get(run.nextStep());
        }

        @Nullable
        SequenceStep following() {
            return run.nextStep() + 1 < steps.size() ? steps.get(run.nextStep() + 1) : null;
        }
    }

    /** Locks in the spine's order: the lead before its runs. */
    private Next prepare(Tx tx, SequenceRunId id, boolean again) {
        Instant now = messaging.clock().instant();
        Optional<SequenceRun> known =
                messaging.records().of(RecordTypes.SEQUENCE_RUNS).find(tx, id);
        if (known.isEmpty()) {
            return new Next.Over("gone");
        }
        messaging.outbox().takeTurn(tx, "person:" + known.get().contactId());
        try {
            Lead lead = messaging
                    .records()
                    .of(RecordTypes.LEADS)
                    .lock(tx, known.get().leadId());
            SequenceRun run = messaging.records().of(RecordTypes.SEQUENCE_RUNS).lock(tx, id);
            if (run.status() != RunStatus.ACTIVE || run.nextStepAt().isAfter(now)) {
                return new Next.Over("not_due");
            }
            Sequence sequence = messaging.records().of(RecordTypes.SEQUENCES).get(tx, run.sequenceId());
            Contact contact = messaging.records().of(RecordTypes.CONTACTS).get(tx, run.contactId());
            Campaign campaign = messaging
                    .records()
                    .of(RecordTypes.CAMPAIGNS)
                    .find(tx, sequence.campaignId())
                    .orElse(null);
            List<SequenceStep> steps = messaging.steps().list(tx, sequence.id());
            return prepare(tx, new Due(run, sequence, steps, new Recipient(contact, lead), campaign), again, now);
        } catch (NotFound deleted) {
            return new Next.Over("gone");
        }
    }

    private Next prepare(Tx tx, Due due, boolean again, Instant now) {
        SequenceRun run = due.run;
        if (run.nextStep() >= due.steps.size()) {
            keep(tx, run.completed(now));
            return new Next.Over("completed");
        }
        Optional<OutboundMessage> kept = messaging.outbox().ofStep(tx, run.id(), run.nextStep());
        if (kept.isEmpty()) {
            return decide(tx, due, draft(due, now), true, now);
        }
        OutboundMessage message = kept.get();
        return switch (message.status()) {
            case SENDING -> again ? brokenOff(tx, due, message, now) : anotherSends();
            case UNCERTAIN -> halt(tx, run, UNCERTAIN, now);
            case SENT, CAPTURED, SKIPPED -> advance(tx, due, message.status().word(), now);
            case QUEUED, FAILED -> decide(tx, due, message.to(due.person.address(message.channel())), false, now);
        };
    }

    private static Next anotherSends() {
        throw new Unavailable("another job is sending this message", ANOTHER_SENDS);
    }

    /** An earlier try died with the message on the wire. */
    private Next brokenOff(Tx tx, Due due, OutboundMessage message, Instant now) {
        Optional<Handover> handover =
                transmission.mayAskAgain(message, now) ? transmission.handover(tx, message) : Optional.empty();
        if (handover.isPresent()) {
            return new Next.Hand(handover.get());
        }
        keep(tx, message.uncertain(OutboundMessage.BROKE_OFF, now), false);
        return halt(tx, due.run, UNCERTAIN, now);
    }

    private OutboundMessage draft(Due due, Instant now) {
        SequenceStep step = due.step();
        return OutboundMessage.queued(
                        new OutboundMessageId(messaging.ids().next()),
                        due.sequence.workspaceId(),
                        due.sequence.campaignId(),
                        due.run.leadId(),
                        due.run.contactId(),
                        step.channel(),
                        due.person.address(step.channel()),
                        now)
                .ofStep(due.run.id(), step.position());
    }

    private Next decide(Tx tx, Due due, OutboundMessage message, boolean isNew, Instant now) {
        LastLook.Rules rules = look.rules(tx, due.sequence.workspaceId());
        Way way = transmission.way(tx, message, now);
        SendDecision decision = due.campaign == null
                ? new SendDecision.Stop("campaign_deleted")
                : look.decide(
                        tx,
                        message,
                        due.person,
                        due.campaign,
                        due.sequence.sendingHours() == null ? rules.hours() : due.sequence.sendingHours(),
                        rules.cap(),
                        way,
                        now);
        return switch (decision) {
            case SendDecision.SendNow yes -> send(tx, due, message, isNew, way, now);
            case SendDecision.WaitUntil wait -> {
                keep(tx, message.waiting(wait.at(), wait.reason(), now), isNew);
                keep(tx, due.run.due(wait.at(), now));
                yield new Next.Over("waits: " + wait.reason());
            }
            case SendDecision.Skip skip -> {
                keep(tx, message.skipped(skip.reason(), now), isNew);
                yield advance(tx, due, "skipped: " + skip.reason(), now);
            }
            case SendDecision.Stop stop -> {
                keep(tx, message.skipped(stop.reason(), now), isNew);
                keep(tx, due.run.stopped(now));
                yield new Next.Over("stopped: " + stop.reason());
            }
        };
    }

    private Next send(Tx tx, Due due, OutboundMessage message, boolean isNew, Way way, Instant now) {
        OutboundMessage worded;
        try {
            Words template = Words.template(due.step().subject(), due.step().body());
            worded = look.worded(tx, message, template, due.person, due.campaign, now);
        } catch (Rejected unfillable) {
            keep(tx, message.failed(String.valueOf(unfillable.getMessage()), now), isNew);
            return halt(tx, due.run, FAILED, now);
        }
        if (way.route().connectionId() == null) {
            OutboundMessage captured = keep(tx, worded.captured(now), isNew);
            messaging.outbox().remember(tx, captured);
            timeline.captured(tx, captured, now);
            return advance(tx, due, captured.status().word(), now);
        }
        OutboundMessage sending = keep(tx, worded.sending(way.route(), now), isNew);
        messaging.outbox().remember(tx, sending);
        return transmission
                .handover(tx, sending)
                .<Next>map(Next.Hand::new)
                .orElseThrow(() -> new IllegalStateException("the way out of " + sending.id() + " is gone"));
    }

    private Next advance(Tx tx, Due due, String outcome, Instant now) {
        keep(tx, due.run.advanced(due.following(), now));
        return new Next.Over(outcome);
    }

    private Next halt(Tx tx, SequenceRun run, String reason, Instant now) {
        keep(tx, run.halted(reason, now));
        return new Next.Over(reason);
    }

    private OutboundMessage keep(Tx tx, OutboundMessage message, boolean isNew) {
        return isNew
                ? messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).insert(tx, message)
                : messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).update(tx, message);
    }

    private void keep(Tx tx, SequenceRun run) {
        settlement.keep(tx, run);
    }
}
