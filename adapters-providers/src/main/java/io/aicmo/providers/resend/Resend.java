package io.aicmo.providers.resend;

import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Unreadable;
import io.aicmo.providers.signature.StandardWebhooks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Resend. It delivers through Svix, whose signature and headers these are; the secret is the endpoint's signing secret.
 * One event per request.
 *
 * @see <a href="https://resend.com/docs/webhooks/event-types">Event types</a>
 * @see <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">Svix's signature</a>
 */
public final class Resend implements WebhookProvider {
    static final String NAME = "resend";

    private final StandardWebhooks signature = new StandardWebhooks("svix-", "webhook-");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> channels() {
        return Set.of(ResendEvent.CHANNEL);
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
    public Heading heading(WebhookRequest request) {
        String type = Headings.text(Json.read(request.body()), "type");
        return new Heading(signature.id(request), type, ResendEvent.CHANNEL, null);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        JsonNode body = Json.read(request.body());
        if (!body.isObject()) {
            throw Unreadable.body("the body must be an object with type, created_at and data");
        }
        return List.of(Items.read(() -> ResendEvent.item(signature.id(request), Fields.of(body), now)));
    }
}
