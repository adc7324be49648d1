package io.aicmo.providers.generic;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Party;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.MailHeaders;
import io.aicmo.providers.payload.Meta;
import io.aicmo.providers.payload.Unreadable;
import io.aicmo.providers.signature.StandardWebhooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Our own webhook format, for every channel that is declared:
 *
 * <pre>{@code
 * {"events": [{"id": "evt_1", "type": "email.opened", "email": "ada@example.com"}]}
 * }</pre>
 *
 * <p>{@code id} and {@code type} must be there; {@code email}, {@code phone}, {@code lead_id} and {@code contact_id} say
 * whom it happened to; {@code campaign_id}, {@code message_id}, {@code in_reply_to}, {@code references}, {@code
 * occurred_at}, {@code subject}, {@code text}, {@code headers} and {@code meta} may be there. A type is an activity type
 * of the URL's channel, with a dot or an underscore after the first word.
 */
public final class Generic implements WebhookProvider {
    private static final String NAME = "generic";

    private final ChannelCatalogue channels;
    private final StandardWebhooks signature = new StandardWebhooks("webhook-");

    public Generic(ChannelCatalogue channels) {
        this.channels = channels;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> channels() {
        return Set.of();
    }

    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        return Optional.of(StandardWebhooks.newSecret(random));
    }

    @Override
    public void checkSecret(String secret) {
        StandardWebhooks.checkSecret(secret);
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        signature.verify(request, secret, now);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        JsonNode body = Json.read(request.body());
        JsonNode events = body.get("events");
        if (events == null || !events.isArray()) {
            throw Unreadable.body("the body must be an object with a list of events");
        }
        return Items.readAll(events, event -> item(channel, event, now));
    }

    @Override
    public Heading heading(WebhookRequest request) {
        JsonNode first = Json.read(request.body()).path("events").path(0).path("type");
        String type = first.isString() ? first.stringValue() : "";
        int end = Math.max(type.indexOf('.'), type.indexOf('_'));
        String channel = end > 0 ? type.substring(0, end) : "";
        return new Heading(
                signature.id(request),
                channels.channels().contains(channel) ? Headings.text(type) : "events",
                channels.channels().contains(channel) ? channel : "email",
                null);
    }

    private Item item(String channel, Fields event, Instant now) {
        Instant occurredAt = Objects.requireNonNullElse(event.time("occurred_at"), now);
        return new EventDraft(channel, type(channel, event), NAME, event.requiredText("id"), occurredAt)
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
        String type = event.requiredText("type").replace('.', '_');
        if (channels.find(channel, type).isEmpty()) {
            throw Unreadable.field("type", "must be one of " + known(channel));
        }
        return type;
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
