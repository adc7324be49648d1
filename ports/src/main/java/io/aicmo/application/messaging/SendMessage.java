package io.aicmo.application.messaging;

import io.aicmo.application.messaging.Transmission.Handover;
import io.aicmo.application.messaging.Transmission.Way;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.OutboundMessage.Words;
import io.aicmo.domain.messaging.Recipient;
import io.aicmo.domain.messaging.SendDecision;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message that somebody asks for: to a person, whose consent is looked at when it is sent, or to the team. It
 * is in the outbox from the moment it is asked for.
 */
public final class SendMessage implements JobHandler<SendMessage.Payload> {
    /** Which message. */
    public record Payload(OutboundMessageId outboundMessageId) {}

    /** Mail to a person. */
    public static final JobKind<Payload> EMAIL = kind("send-email");
    /** Word to the team. */
    public static final JobKind<Payload> SLACK = kind("notify-slack");

    /** The channel of the team. */
    public static final String TEAM = "slack";

    private static final Duration ANOTHER_SENDS = Duration.ofSeconds(30);

    private final Messaging messaging;
    private final Transmission transmission;
    private final LastLook look;
    private final Timeline timeline;
    private final Settlement settlement;

    public SendMessage(Messaging messaging) {
        this.messaging = messaging;
        this.transmission = new Transmission(messaging);
        this.look = new LastLook(messaging);
        this.timeline = new Timeline(messaging);
        this.settlement = new Settlement(messaging);
    }

    private static JobKind<Payload> kind(String name) {
        return JobKind.of(name, Payload.class).retrying(RetryPolicy.of(12)).within(Duration.ofMinutes(3));
    }

    /**
     * Asks for mail to a lead.
     *
     * @param campaignId what it is for, or null for what the lead is for
     */
    public record Mail(LeadId leadId, @Nullable CampaignId campaignId, String subject, String body) {}

    /** What was asked for, and who does it. */
    public record Asked(OutboundMessageId outboundMessageId, JobId jobId) {}

    /**
     * Puts mail into the outbox, worded.
     *
     * @throws Rejected {@code lead.unknown}, {@code campaign.unknown}, {@code template.*}, {@code text.*}
     */
    public Asked mail(Actor actor, Mail mail) {
        return messaging.transactions().write(actor, tx -> {
            Instant now = messaging.clock().instant();
            Lead lead = messaging
                    .records()
                    .of(RecordTypes.LEADS)
                    .find(tx, mail.leadId)
                    .orElseThrow(() -> Rejected.field("lead_id", "lead.unknown", "there is no lead " + mail.leadId));
            actor.checkWorkspace(lead.workspaceId());
            CampaignId id = mail.campaignId == null ? lead.campaignId() : mail.campaignId;
            Campaign campaign = campaign(tx, id == null ? direct(tx, lead.workspaceId()) : id);
            actor.checkWorkspace(campaign.workspaceId());
            Contact contact = messaging.records().of(RecordTypes.CONTACTS).get(tx, lead.contactId());
            Recipient person = new Recipient(contact, lead);
            OutboundMessage draft = OutboundMessage.queued(
                    new OutboundMessageId(messaging.ids().next()),
                    campaign.workspaceId(),
                    campaign.id(),
                    lead.id(),
                    contact.id(),
                    Channels.EMAIL.name(),
                    person.address(Channels.EMAIL.name()),
                    now);
            Words words = Words.template(
                    Text.required(mail.subject, "subject", 998), Text.required(mail.body, "body", 100_000));
            return kept(tx, look.worded(tx, draft, words, person, campaign, now), now);
        });
    }

    /**
     * Puts word to the team into the outbox.
     *
     * @param workspace whose team, or null for that of the tenant's oldest workspace
     * @throws Rejected {@code workspace.unknown}, {@code text.*}
     */
    public Asked tell(Actor actor, @Nullable WorkspaceId workspace, String text) {
        return messaging.transactions().write(actor, tx -> {
            Instant now = messaging.clock().instant();
            WorkspaceId of = workspace == null ? oldest(tx) : known(tx, workspace);
            actor.checkWorkspace(of);
            OutboundMessage draft = OutboundMessage.queued(
                    new OutboundMessageId(messaging.ids().next()), of, null, null, null, TEAM, "the team", now);
            return kept(tx, draft.saying(Words.text(null, Text.required(text, "text", 40_000)), now), now);
        });
    }

    /**
     * Puts mail to one of the tenant's own people into the outbox: word about their installation, for which they need
     * not have asked.
     *
     * @throws Rejected {@code workspace.unknown} where there is no workspace to send it from
     */
    public Asked inform(Actor actor, EmailAddress member, Words words) {
        return messaging.transactions().write(actor, tx -> {
            Instant now = messaging.clock().instant();
            OutboundMessage draft = OutboundMessage.queued(
                    new OutboundMessageId(messaging.ids().next()),
                    oldest(tx),
                    null,
                    null,
                    null,
                    Channels.EMAIL.name(),
                    member.value(),
                    now);
            return kept(tx, draft.saying(words, now), now);
        });
    }

    private Asked kept(Tx tx, OutboundMessage message, Instant now) {
        messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).insert(tx, message);
        return new Asked(message.id(), messaging.jobs().enqueue(tx, job(message, now)));
    }

    private NewJob job(OutboundMessage message, Instant now) {
        return job(new JobId(messaging.ids().next()), message, now);
    }

    /** The job that looks at a message when it is due. */
    static NewJob job(JobId id, OutboundMessage message, Instant now) {
        return (message.channel().equals(TEAM) ? SLACK : EMAIL)
                .job(id, new Payload(message.id()), now)
                .once(message.id() + ":" + message.dueAt().toEpochMilli())
                .due(message.dueAt());
    }

    private Campaign campaign(Tx tx, CampaignId id) {
        return messaging
                .records()
                .of(RecordTypes.CAMPAIGNS)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + id));
    }

    private CampaignId direct(Tx tx, WorkspaceId workspace) {
        return messaging.records().of(RecordTypes.WORKSPACES).get(tx, workspace).directCampaignId();
    }

    private WorkspaceId known(Tx tx, WorkspaceId workspace) {
        return messaging
                .records()
                .of(RecordTypes.WORKSPACES)
                .find(tx, workspace)
                .orElseThrow(
                        () -> Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + workspace))
                .id();
    }

    private WorkspaceId oldest(Tx tx) {
        ListQuery first = new ListQuery(Map.of(), null, "createdAt", false, null, ListQuery.MAX_LIMIT);
        return messaging.records().of(RecordTypes.WORKSPACES).list(tx, first).data().stream()
                .filter(workspace -> tx.actor().mayEnter(workspace.id()))
                .findFirst()
                .orElseThrow(() -> Rejected.field("workspace_id", "workspace.unknown", "say which workspace"))
                .id();
    }

    /** What there is to do once the intent is kept. */
    private sealed interface Next {
        record Over(String outcome) implements Next {}

        record Hand(Handover handover) implements Next {}
    }

    /** @return what came of it, in a word */
    @Override
    public Map<String, Object> handle(JobRun<Payload> job) throws InterruptedException {
        OutboundMessageId id = job.payload().outboundMessageId();
        Next next = messaging.transactions().write(job.actor(), tx -> prepare(tx, id, job.attempt() > 1));
        String outcome = switch (next) {
            case Next.Over over -> over.outcome;
            case Next.Hand hand ->
                settlement.settle(
                        job.actor(),
                        hand.handover.message(),
                        transmission.send(
                                hand.handover, job.attempt() < EMAIL.retry().tries()));
        };
        return Map.of("outcome", outcome, "outbound_message_id", id.toString());
    }

    /** The message has failed, and says why; where it may be on the wire a person has to say what became of it. */
    @Override
    public void givenUp(JobRun<Payload> job, String error) {
        messaging.transactions().write(job.actor(), tx -> {
            new DropWithJob(messaging, EMAIL).givenUp(tx, job.payload(), error);
            return job;
        });
    }

    private Next prepare(Tx tx, OutboundMessageId id, boolean again) {
        Instant now = messaging.clock().instant();
        OutboundMessage message =
                messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).lock(tx, id);
        if (message.status() == MessageStatus.SENDING) {
            return again ? brokenOff(tx, message, now) : anotherSends();
        }
        if (message.status() != MessageStatus.QUEUED || message.dueAt().isAfter(now)) {
            return new Next.Over(message.status().word());
        }
        Way way = transmission.way(tx, message, now);
        return switch (decide(tx, message, way, now)) {
            case SendDecision.SendNow yes -> send(tx, message, way, now);
            case SendDecision.WaitUntil wait -> {
                OutboundMessage waiting = settlement.update(tx, message.waiting(wait.at(), wait.reason(), now));
                messaging.jobs().enqueue(tx, job(waiting, now));
                yield new Next.Over("waits: " + wait.reason());
            }
            case SendDecision.Skip skip -> skipped(tx, message, skip.reason(), now);
            case SendDecision.Stop stop -> skipped(tx, message, stop.reason(), now);
        };
    }

    private static Next anotherSends() {
        throw new Unavailable("another job is sending this message", ANOTHER_SENDS);
    }

    private Next brokenOff(Tx tx, OutboundMessage message, Instant now) {
        Optional<Handover> handover =
                transmission.mayAskAgain(message, now) ? transmission.handover(tx, message) : Optional.empty();
        if (handover.isPresent()) {
            return new Next.Hand(handover.get());
        }
        settlement.update(tx, message.uncertain(OutboundMessage.BROKE_OFF, now));
        return new Next.Over(MessageStatus.UNCERTAIN.word());
    }

    /** Somebody asks for this very message now, so neither hours nor frequency hold it back; the person's word does. */
    private SendDecision decide(Tx tx, OutboundMessage message, Way way, Instant now) {
        if (message.contactId() == null) {
            return SendDecision.decide(new SendDecision.Circumstances(
                    now,
                    messaging.tenants().get(tx).timeZone(),
                    false,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    way.from(),
                    null,
                    way.switchedOff()));
        }
        Optional<Contact> contact = messaging.records().of(RecordTypes.CONTACTS).find(tx, message.contactId());
        if (contact.isEmpty()) {
            return new SendDecision.Skip("contact_deleted");
        }
        return look.decide(tx, message, new Recipient(contact.get(), null), null, null, null, way, now);
    }

    private Next skipped(Tx tx, OutboundMessage message, String reason, Instant now) {
        settlement.update(tx, message.skipped(reason, now));
        return new Next.Over("skipped: " + reason);
    }

    private Next send(Tx tx, OutboundMessage message, Way way, Instant now) {
        if (way.route().connectionId() == null) {
            OutboundMessage captured = settlement.update(tx, message.captured(now));
            messaging.outbox().remember(tx, captured);
            timeline.captured(tx, captured, now);
            return new Next.Over(captured.status().word());
        }
        OutboundMessage sending = settlement.update(tx, message.sending(way.route(), now));
        messaging.outbox().remember(tx, sending);
        return transmission
                .handover(tx, sending)
                .<Next>map(Next.Hand::new)
                .orElseThrow(() -> new IllegalStateException("the way out of " + sending.id() + " is gone"));
    }
}
