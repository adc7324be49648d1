package io.aicmo.providers.generic;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventList;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.signature.StandardWebhooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Our own webhook format, for every channel that is declared: an {@link EventList}, signed per Standard Webhooks. The
 * functions of the channels take the events of their own; at {@code webhook-receiver} each event's type tells its channel.
 */
public final class Generic implements WebhookProvider {
    private static final String NAME = "generic";

    private final EventList events;
    private final StandardWebhooks signature = new StandardWebhooks("webhook-");

    public Generic(ChannelCatalogue channels) {
        this.events = new EventList(channels, NAME);
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
        return channel.isEmpty() ? events.read(body, now) : events.read(channel, body, now);
    }

    @Override
    public Heading heading(WebhookRequest request) {
        String type = Headings.text(Json.read(request.body()).path("events").path(0), "type");
        return new Heading(signature.id(request), type.equals("unknown") ? "events" : type, "", null);
    }
}
