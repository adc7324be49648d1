package io.aicmo.providers.payload;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Party;
import io.aicmo.port.webhook.WebhookProvider.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Our own list of events, for every channel that is declared:
 *
 * <pre>{@code
 * {"events": [{"id": "evt_1", "type": "email.opened", "email": "ada@example.com"}]}
 * }</pre>
 *
 * <p>{@code id} and {@code type} must be there; {@code email}, {@code phone}, {@code lead_id} and {@code contact_id} say
 * whom it happened to; {@code campaign_id}, {@code message_id}, {@code in_reply_to}, {@code references}, {@code
 * occurred_at}, {@code subject}, {@code text}, {@code headers} and {@code meta} may be there. A type is an activity type
 * of a channel, with a dot or an underscore after the first word.
 */
public final class EventList {
    private final ChannelCatalogue channels;
    private final String provider;

    /** @param provider who tells the events */
    public EventList(ChannelCatalogue channels, String provider) {
        this.channels = channels;
        this.provider = provider;
    }

    /** Whether a body is such a list. */
    public static boolean is(JsonNode body) {
        return body.path("events").isArray();
    }

    /**
     * What happened on one channel.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.unreadable}
     */
    public List<Item> read(String channel, JsonNode body, Instant now) {
        return Items.readAll(events(body), event -> item(channel, event, now));
    }

    /**
     * What happened on any channel, told by the type; what can happen on every one is noted on the team's.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.unreadable}
     */
    public List<Item> read(JsonNode body, Instant now) {
        return Items.readAll(events(body), event -> item(channelOf(event.requiredText("type")), event, now));
    }

    private String channelOf(String type) {
        return channels.channelOf(word(type)).orElse(Channels.CRM.name());
    }

    private static JsonNode events(JsonNode body) {
        if (!is(body)) {
            throw Unreadable.body("the body must be an object with a list of events");
        }
        return body.path("events");
    }

    private Item item(String channel, Fields event, Instant now) {
        Instant occurredAt = Objects.requireNonNullElse(event.time("occurred_at"), now);
        return new EventDraft(channel, type(channel, event), provider, event.requiredText("id"), occurredAt)
                .of(new Party(
                        event.leadId("lead_id"),
                        event.contactId("contact_id"),
                        event.email("email"),
                        event.phone("phone")))
                .causedBy(event.campaignId("campaign_id"))
                .about(event.text("message_id"))
                .answering(answered(event))
                .with(meta(event))
                .told();
    }

    private String type(String channel, Fields event) {
        String type = word(event.requiredText("type"));
        if (channels.find(channel, type).isEmpty()) {
            throw Unreadable.field("type", "must be one of " + known(channel));
        }
        return type;
    }

    private static String word(String type) {
        return type.replace('.', '_');
    }

    private String known(String channel) {
        return channels.activityTypes(channel).stream()
                .map(name -> name.replaceFirst("_", "."))
                .collect(Collectors.joining(", "));
    }

    private static List<String> answered(Fields event) {
        List<String> ids = new ArrayList<>(event.texts("in_reply_to"));
        ids.addAll(event.texts("references"));
        return ids;
    }

    /** What the event says of itself stands over what its meta data says. */
    private static Meta meta(Fields event) {
        return new Meta()
                .allOf("meta", event.node("meta"))
                .headers(MailHeaders.of(event.namedTexts("headers")))
                .text("subject", event.text("subject"))
                .text("text", event.text("text"));
    }
}
