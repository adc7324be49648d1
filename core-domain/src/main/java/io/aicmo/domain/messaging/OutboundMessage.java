package io.aicmo.domain.messaging;

import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out, and what became of it. It is kept before it is handed to a provider, so that none is sent
 * twice and none is forgotten.
 *
 * @param campaignId what it is for, or null for a message to no person
 * @param contactId whom it is for, or null for a message to no person
 * @param sequenceRunId the run whose step it is, or null for a message of its own
 * @param step the step's position; 0 for a message of its own
 * @param provider who was asked to send it, {@link #CAPTURE} where nobody was
 * @param connectionId through which connection, or null where it was captured or not chosen yet
 * @param sender the address or number that it comes from, or null where it is not known yet
 * @param recipient the address or number that it goes to, or null where there is none
 * @param body what it says, or null as long as it is not worded
 * @param html whether the body is HTML, as its template was
 * @param messageId the Message-ID of an e-mail, without angle brackets
 * @param attempts how often it was handed to a provider
 * @param reason why it waits, failed, was skipped or is uncertain, or null
 * @param providerMessageId the provider's id of it, once it took it
 * @param dueAt when it is looked at next, while it is queued
 * @param sendingAt when it was last handed to a provider or captured, or null
 * @param sentAt when the provider took it, or null
 */
public record OutboundMessage(
        OutboundMessageId id,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        @Nullable LeadId leadId,
        @Nullable ContactId contactId,
        @Nullable SequenceRunId sequenceRunId,
        int step,
        String channel,
        String provider,
        @Nullable ChannelConnectionId connectionId,
        @Nullable String sender,
        @Nullable String recipient,
        @Nullable String subject,
        @Nullable String body,
        boolean html,
        @Nullable String messageId,
        MessageStatus status,
        int attempts,
        @Nullable String reason,
        @Nullable String providerMessageId,
        Instant dueAt,
        @Nullable Instant sendingAt,
        @Nullable Instant sentAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<OutboundMessageId> {

    private static final int LONGEST_WORD_OF_OTHERS = 1_000;
    /** No provider is asked for so long. */
    private static final Duration LONGEST_SENDING = Duration.ofMinutes(10);

    public OutboundMessage {
        reason = storable(reason);
        providerMessageId = storable(providerMessageId);
    }

    /** What others say, as long as a person reads and without what no database stores. */
    private static @Nullable String storable(@Nullable String said) {
        return said == null ? null : Text.cut(said.replaceAll("[\\x00\\p{Cs}]", "\ufffd"), LONGEST_WORD_OF_OTHERS);
    }

    /** The provider of what is kept here and sent to nobody. */
    public static final String CAPTURE = "capture";

    /** Why a message is uncertain that nobody came back from. */
    public static final String BROKE_OFF = "the process ended while it was being sent";

    /**
     * What a message says.
     *
     * @param html whether the body is HTML. The template decides it, once: what its variables are filled with neither
     *     makes HTML of a text nor a text of HTML
     */
    public record Words(@Nullable String subject, String body, boolean html) {
        /** What is no template and no HTML. */
        public static Words text(@Nullable String subject, String body) {
            return new Words(subject, body, false);
        }

        /** A template: HTML where the first thing that it says itself is a tag, in a section or not. */
        public static Words template(@Nullable String subject, String body) {
            return new Words(subject, body, body.startsWith("<", beginning(body)));
        }

        /** The same, with its variables filled in. */
        public Words filled(@Nullable String newSubject, String newBody) {
            return new Words(newSubject, newBody, html);
        }

        /** Where a template begins to say something: after spaces, comments, and what opens or closes sections. */
        private static int beginning(String template) {
            int at = 0;
            while (at < template.length()) {
                int end = template.startsWith("{{", at) ? template.indexOf("}}", at) : -1;
                if (end > 0 && at + 2 < template.length() && "#^/!".indexOf(template.charAt(at + 2)) >= 0) {
                    at = end + 2;
                } else if (Character.isWhitespace(template.charAt(at))) {
                    at++;
                } else {
                    return at;
                }
            }
            return at;
        }
    }

    /** Who sends it: through which connection, from which address. */
    public record Route(
            String provider,
            @Nullable ChannelConnectionId connectionId,
            @Nullable String sender) {
        /** Nobody. */
        public static final Route NOBODY = new Route(CAPTURE, null, null);
    }

    /** A message that is looked at when it is due. */
    public static OutboundMessage queued(
            OutboundMessageId id,
            WorkspaceId workspace,
            @Nullable CampaignId campaign,
            @Nullable LeadId lead,
            @Nullable ContactId contact,
            String channel,
            @Nullable String recipient,
            Instant now) {
        return new OutboundMessage(
                id,
                workspace,
                campaign,
                lead,
                contact,
                null,
                0,
                channel,
                CAPTURE,
                null,
                null,
                recipient,
                null,
                null,
                false,
                null,
                MessageStatus.QUEUED,
                0,
                null,
                null,
                now,
                null,
                null,
                now,
                now,
                1,
                null);
    }

    /** The same message as the step of a run. */
    public OutboundMessage ofStep(SequenceRunId run, int position) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                run,
                position,
                channel,
                provider,
                connectionId,
                sender,
                recipient,
                subject,
                body,
                html,
                messageId,
                status,
                attempts,
                reason,
                providerMessageId,
                dueAt,
                sendingAt,
                sentAt,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }

    /** The same message to this address. */
    public OutboundMessage to(@Nullable String address) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                sequenceRunId,
                step,
                channel,
                provider,
                connectionId,
                sender,
                address,
                subject,
                body,
                html,
                messageId,
                status,
                attempts,
                reason,
                providerMessageId,
                dueAt,
                sendingAt,
                sentAt,
                createdAt,
                updatedAt,
                version,
                deletedAt);
    }

    /** Waits until then. */
    public OutboundMessage waiting(Instant until, @Nullable String why, Instant now) {
        return with(MessageStatus.QUEUED, why, until, now);
    }

    /** The same message, worded. */
    public OutboundMessage saying(Words words, Instant now) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                sequenceRunId,
                step,
                channel,
                provider,
                connectionId,
                sender,
                recipient,
                words.subject,
                words.body,
                words.html,
                messageId,
                status,
                attempts,
                reason,
                providerMessageId,
                dueAt,
                sendingAt,
                sentAt,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** Kept, and sent to nobody. */
    public OutboundMessage captured(Instant now) {
        return through(Route.NOBODY, MessageStatus.CAPTURED, attempts, now);
    }

    /** Handed to a provider, once more. */
    public OutboundMessage sending(Route route, Instant now) {
        return through(route, MessageStatus.SENDING, attempts + 1, now);
    }

    /** What a provider that is asked again tells it by from every other message, and from an earlier wording of it. */
    public String idempotencyKey() {
        return id + "-" + attempts;
    }

    private OutboundMessage through(Route route, MessageStatus as, int tries, Instant now) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                sequenceRunId,
                step,
                channel,
                route.provider,
                route.connectionId,
                route.sender,
                recipient,
                subject,
                body,
                html,
                newMessageId(route, tries),
                as,
                tries,
                null,
                null,
                now,
                now,
                null,
                createdAt,
                now,
                version,
                deletedAt);
    }

    private @Nullable String newMessageId(Route route, int tries) {
        if (!channel.equals(Channels.EMAIL.name())) {
            return null;
        }
        String sender = route.sender == null ? "" : route.sender.replaceAll("[>\\s]", "");
        String domain = sender.substring(sender.indexOf('@') + 1);
        return id + "." + tries + "@" + (domain.isEmpty() ? "captured.invalid" : domain);
    }

    /** Taken by the provider, whether or not that was known for sure before. */
    public OutboundMessage sent(@Nullable String theirId, Instant now) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                sequenceRunId,
                step,
                channel,
                provider,
                connectionId,
                sender,
                recipient,
                subject,
                body,
                html,
                messageId,
                MessageStatus.SENT,
                attempts,
                null,
                theirId,
                dueAt,
                sendingAt,
                sendingAt == null ? now : sendingAt,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** Cannot be sent as it is. */
    public OutboundMessage failed(String why, Instant now) {
        return with(MessageStatus.FAILED, why, now, now);
    }

    /** Nobody knows whether it was sent. */
    public OutboundMessage uncertain(String why, Instant now) {
        return with(MessageStatus.UNCERTAIN, why, now, now);
    }

    /**
     * Nobody takes care of it any more: what waits cannot be sent, and of what is on the wire nobody knows. The very same
     * if nobody had to.
     */
    public OutboundMessage givenUp(String why, Instant now) {
        return switch (status) {
            case QUEUED -> failed(why, now);
            case SENDING -> uncertain(BROKE_OFF, now);
            case SENT, CAPTURED, FAILED, UNCERTAIN, SKIPPED -> this;
        };
    }

    /** Not to be sent. */
    public OutboundMessage skipped(String why, Instant now) {
        return with(MessageStatus.SKIPPED, why, now, now);
    }

    /**
     * Checks that a person may say what became of it.
     *
     * @throws Rejected {@code outbound_message.not_uncertain}
     */
    public void checkUncertain(Instant now) {
        boolean forgotten = status == MessageStatus.SENDING
                && sendingAt != null
                && sendingAt.plus(LONGEST_SENDING).isBefore(now);
        if (status != MessageStatus.UNCERTAIN && !forgotten) {
            throw Rejected.of(
                    "outbound_message.not_uncertain",
                    "the message is " + status.word() + "; only an uncertain one needs a person's word");
        }
    }

    /** Whether nothing more becomes of it. */
    public boolean isOver() {
        return status == MessageStatus.SENT || status == MessageStatus.CAPTURED || status == MessageStatus.SKIPPED;
    }

    /**
     * Whether it counts where limits are counted: it may have reached somebody, or was captured in place of one that would
     * have.
     */
    public boolean counts() {
        return status != MessageStatus.QUEUED && status != MessageStatus.FAILED && status != MessageStatus.SKIPPED;
    }

    private OutboundMessage with(MessageStatus as, @Nullable String why, Instant due, Instant now) {
        return new OutboundMessage(
                id,
                workspaceId,
                campaignId,
                leadId,
                contactId,
                sequenceRunId,
                step,
                channel,
                provider,
                connectionId,
                sender,
                recipient,
                subject,
                body,
                html,
                messageId,
                as,
                attempts,
                why,
                providerMessageId,
                due,
                sendingAt,
                sentAt,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
