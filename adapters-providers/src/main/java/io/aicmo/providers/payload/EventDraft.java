package io.aicmo.providers.payload;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Text;
import io.aicmo.port.webhook.WebhookProvider.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A channel event while a payload is read: what every event has first, then what this one tells. */
public final class EventDraft {
    private final String channel;
    private final String activityType;
    private final String provider;
    private final String eventId;
    private final Instant occurredAt;
    private Party party = new Party(null, null, null, null);
    private @Nullable CampaignId campaign;
    private @Nullable String messageId;
    private List<String> inReplyTo = List.of();
    private Map<String, Object> meta = Map.of();

    public EventDraft(String channel, String activityType, String provider, String eventId, Instant occurredAt) {
        this.channel = channel;
        this.activityType = activityType;
        this.provider = provider;
        this.eventId = eventId;
        this.occurredAt = occurredAt;
    }

    public EventDraft of(Party whom) {
        this.party = whom;
        return this;
    }

    public EventDraft causedBy(@Nullable CampaignId cause) {
        this.campaign = cause;
        return this;
    }

    /** @param id the Message-ID of the mail that it is about, with or without brackets */
    public EventDraft about(@Nullable String id) {
        this.messageId = id;
        return this;
    }

    /** @param ids Message-IDs, each alone or several in a row as a header has them */
    public EventDraft answering(List<String> ids) {
        this.inReplyTo = ids;
        return this;
    }

    public EventDraft with(Meta more) {
        this.meta = more.toMap();
        return this;
    }

    /**
     * The event as an item.
     *
     * @throws io.aicmo.domain.shared.Rejected if it is no event that the spine could record
     */
    public Item told() {
        Stream.concat(Stream.ofNullable(messageId), inReplyTo.stream()).forEach(id -> {
            if (!Text.isStorable(id)) {
                throw Unreadable.field("message_id", "must not contain U+0000 or half a surrogate pair");
            }
        });
        return new Item.Told(new ChannelEvent(
                channel,
                activityType,
                provider,
                eventId,
                party,
                campaign,
                occurredAt,
                messageId,
                inReplyTo,
                meta,
                null));
    }
}
