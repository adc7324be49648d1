package io.aicmo.providers.sendgrid;

import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Unreadable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Twilio SendGrid. A source's secret is the verification key that SendGrid shows for the Event Webhook, or that of the
 * Inbound Parse security policy; use one source for each, because each has a key of its own.
 *
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event">Event Webhook</a>
 * @see <a href="https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/setting-up-the-inbound-parse-webhook">Inbound
 *     Parse</a>
 */
public final class SendGrid implements WebhookProvider {
    static final String NAME = "sendgrid";
    static final String CHANNEL = "email";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> channels() {
        return Set.of(CHANNEL);
    }

    /** None: SendGrid makes the pair of keys and keeps the private one. */
    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        return Optional.empty();
    }

    @Override
    public void checkSecret(String secret) {
        VerificationKey.parse(secret);
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        SendGridSignature.verify(request, secret, now);
    }

    @Override
    public Heading heading(WebhookRequest request) {
        return new Heading(Headings.hash(request.body()), "events", "email", null);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        if (request.header("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return List.of(InboundMail.item(request, now));
        }
        JsonNode events = Json.read(request.body());
        if (!events.isArray()) {
            throw Unreadable.body("the body must be a list of events");
        }
        return Items.readAll(events, event -> SendGridEvent.item(event, now));
    }
}
