package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Attributes;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a person on a channel, as a provider, a form or an application tells it.
 *
 * @param channel the name of a declared channel
 * @param activityType the name of one of its activity types
 * @param provider who tells it, for example {@code resend}
 * @param providerEventId the provider's own id of this event: with tenant, channel and provider it says whether the
 *     event was seen before
 * @param party whom it happened to
 * @param campaignId the campaign that caused it, or null where the sender does not know
 * @param occurredAt when it happened; it counts for that day, however late it arrives
 * @param messageId the Message-ID of the e-mail that it is about, without angle brackets, or null
 * @param inReplyTo the Message-IDs that an e-mail answers (In-Reply-To and References, RFC 5322 §3.6.4)
 * @param meta what else is known: {@code subject}, {@code text}, {@code bounce_type} ({@code hard} or {@code soft}), …
 * @param orchestratorAction what the sender asks the orchestrator to do, or null
 */
public record ChannelEvent(
        String channel,
        String activityType,
        String provider,
        String providerEventId,
        Party party,
        @Nullable CampaignId campaignId,
        Instant occurredAt,
        @Nullable String messageId,
        List<String> inReplyTo,
        Map<String, Object> meta,
        @Nullable String orchestratorAction) {

    /** How far a provider's clock may run ahead of ours. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Nothing that this product records happened earlier. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** @throws Rejected {@code text.*}, {@code event.party_missing} */
    public ChannelEvent {
        provider = Text.required(provider, "provider", 100);
        providerEventId = Text.required(providerEventId, "provider_event_id", 500);
        messageId = MessageId.normalize(messageId);
        inReplyTo = inReplyTo.stream()
                .flatMap(ids -> MessageId.all(ids).stream())
                .distinct()
                .limit(50)
                .toList();
        meta = Attributes.copyOf(meta);
        orchestratorAction = Text.optional(orchestratorAction, "orchestrator_action", 100);
        if (party.isUnknown() && messageId == null && inReplyTo.isEmpty()) {
            throw Rejected.field(
                    "lead_id", "event.party_missing", "say whom it happened to: lead_id, contact_id or email");
        }
    }

    /** An event of which nothing else is known. */
    public static ChannelEvent of(
            String channel, String activityType, String provider, String eventId, Party party, Instant occurredAt) {
        return new ChannelEvent(
                channel, activityType, provider, eventId, party, null, occurredAt, null, List.of(), Map.of(), null);
    }

    /**
     * Refuses times that cannot be right, so that a broken clock does not write into next year's statistics.
     *
     * @throws Rejected {@code event.in_the_future}, {@code event.too_old}
     */
    public void checkTime(Instant now) {
        if (occurredAt.isAfter(now.plus(CLOCK_SKEW))) {
            throw Rejected.field(
                    "occurred_at", "event.in_the_future", "occurred_at must not be more than 5 minutes in the future");
        }
        if (occurredAt.isBefore(EARLIEST)) {
            throw Rejected.field("occurred_at", "event.too_old", "occurred_at must not be before the year 2000");
        }
    }

    /** The field that should have told whom it happened to, where no lead and no contact is named. */
    public String partyField() {
        if (party.email() != null) {
            return "email";
        }
        if (party.phone() != null) {
            return "phone";
        }
        return inReplyTo.isEmpty() ? "message_id" : "in_reply_to";
    }

    /** The same event, caused by this campaign. */
    public ChannelEvent withCampaign(CampaignId campaign) {
        return new ChannelEvent(
                channel,
                activityType,
                provider,
                providerEventId,
                party,
                campaign,
                occurredAt,
                messageId,
                inReplyTo,
                meta,
                orchestratorAction);
    }

    /** The same event under an id that tells apart what several senders number alike. */
    public ChannelEvent numberedBy(String sender) {
        return new ChannelEvent(
                channel,
                activityType,
                provider,
                sender + ":" + providerEventId,
                party,
                campaignId,
                occurredAt,
                messageId,
                inReplyTo,
                meta,
                orchestratorAction);
    }

    /** A text of the meta data, or the empty string. */
    public String metaText(String key) {
        return meta.get(key) instanceof String text ? text : "";
    }
}
