package io.aicmo.providers.twilio;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Twilio: incoming text messages, and the status callbacks of messages and calls. A source's secret is the account's
 * auth token. Twilio signs no time, so that an old request cannot be told from a new one; what it says is recorded once
 * all the same.
 *
 * <p>Its payloads have no room for the sender's own ids: {@code campaign_id} and {@code lead_id} ride in the query of
 * the callback URL, which the signature covers.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Signature</a>
 * @see <a href="https://www.twilio.com/docs/messaging/guides/webhook-request">Incoming messages</a>
 * @see <a href="https://www.twilio.com/docs/voice/api/call-resource#statuscallback">Calls</a>
 */
public final class Twilio implements WebhookProvider {
    static final String NAME = "twilio";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> channels() {
        return Set.of(TwilioMessage.CHANNEL, TwilioCall.CHANNEL);
    }

    /** None: the auth token is Twilio's to make. */
    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        return Optional.empty();
    }

    @Override
    public void checkSecret(String secret) {
        if (secret.isBlank() || !secret.equals(secret.strip())) {
            throw Rejected.field(
                    "secret",
                    "webhook_source.secret_invalid",
                    "secret must be the auth token of the Twilio account, without spaces around it");
        }
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        TwilioSignature.verify(request, secret);
    }

    @Override
    public Heading heading(WebhookRequest request) {
        Form form = Form.body(request);
        String call = form.text("CallSid");
        String status = call == null ? form.text("MessageStatus") : form.text("CallStatus");
        String what = call == null ? "message" : "call";
        return new Heading(
                Headings.hash(request.body()),
                Headings.text(what + "." + (status == null ? "received" : status)),
                call == null ? TwilioMessage.CHANNEL : TwilioCall.CHANNEL,
                null);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        Form form = Form.body(request);
        Form query = Form.query(request.url());
        return List.of(Items.read(() -> channel.equals(TwilioCall.CHANNEL)
                ? new TwilioCall(form, query).item(now)
                : new TwilioMessage(form, query).item(now)));
    }
}
