package io.aicmo.port.contract;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making. It happened an hour ago, on the channel that its type names, and each is another event, until
 * said otherwise.
 */
public record Happening(
        String channel,
        String type,
        String provider,
        String eventId,
        Party party,
        @Nullable CampaignId campaignId,
        Instant at,
        @Nullable String messageId,
        List<String> inReplyTo,
        Map<String, Object> meta,
        @Nullable String orchestratorAction) {

    /** When it happened, unless said otherwise. */
    public static final Instant AN_HOUR_AGO = World.NOW.minus(Duration.ofHours(1));

    private static final Party NOBODY = new Party(null, null, null, null);

    /** Something of a type whose name begins with its channel's, such as {@code email_opened}. */
    public static Happening a(String type) {
        return a(type, type.startsWith("landing_") ? "landing_page" : type.substring(0, type.indexOf('_')));
    }

    /** Something of a type on a channel. */
    public static Happening a(String type, String channel) {
        return new Happening(
                channel,
                type,
                "provider",
                World.id().toString(),
                NOBODY,
                null,
                AN_HOUR_AGO,
                null,
                List.of(),
                Map.of(),
                null);
    }

    public Happening to(Lead lead) {
        return to(Party.lead(lead.id()));
    }

    public Happening to(Contact contact) {
        return to(Party.contact(contact.id()));
    }

    /** To whoever has this address. */
    public Happening to(EmailAddress address) {
        return to(Party.email(address));
    }

    public Happening to(Party whom) {
        return new Happening(
                channel, type, provider, eventId, whom, campaignId, at, messageId, inReplyTo, meta, orchestratorAction);
    }

    public Happening of(Campaign campaign) {
        return of(campaign.id());
    }

    public Happening of(CampaignId campaign) {
        return new Happening(
                channel, type, provider, eventId, party, campaign, at, messageId, inReplyTo, meta, orchestratorAction);
    }

    public Happening at(Instant moment) {
        return new Happening(
                channel,
                type,
                provider,
                eventId,
                party,
                campaignId,
                moment,
                messageId,
                inReplyTo,
                meta,
                orchestratorAction);
    }

    /** So long before now. */
    public Happening ago(Duration time) {
        return at(World.NOW.minus(time));
    }

    public Happening toldBy(String who, String asEvent) {
        return new Happening(
                channel, type, who, asEvent, party, campaignId, at, messageId, inReplyTo, meta, orchestratorAction);
    }

    /** About the message with this Message-ID. */
    public Happening message(String id) {
        return new Happening(
                channel, type, provider, eventId, party, campaignId, at, id, inReplyTo, meta, orchestratorAction);
    }

    /** In answer to messages with these Message-IDs. */
    public Happening answering(String... ids) {
        return new Happening(
                channel,
                type,
                provider,
                eventId,
                party,
                campaignId,
                at,
                messageId,
                List.of(ids),
                meta,
                orchestratorAction);
    }

    public Happening with(String key, Object value) {
        Map<String, Object> more = new HashMap<>(meta);
        more.put(key, value);
        return new Happening(
                channel,
                type,
                provider,
                eventId,
                party,
                campaignId,
                at,
                messageId,
                inReplyTo,
                more,
                orchestratorAction);
    }

    public Happening asking(String action) {
        return new Happening(
                channel, type, provider, eventId, party, campaignId, at, messageId, inReplyTo, meta, action);
    }

    /** The event. */
    public ChannelEvent event() {
        return new ChannelEvent(
                channel,
                type,
                provider,
                eventId,
                party,
                campaignId,
                at,
                messageId,
                inReplyTo,
                meta,
                orchestratorAction);
    }
}
