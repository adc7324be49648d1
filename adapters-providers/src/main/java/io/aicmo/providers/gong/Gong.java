package io.aicmo.providers.gong;

import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Meta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Gong's automation rules, which send a call when it has been analyzed: a completed call of each external party with an
 * e-mail address. A source's secret is the public key that Gong shows for the rule's signed JWT header.
 *
 * @see <a href="https://help.gong.io/docs/create-a-webhook-rule">Webhook rules</a>
 */
public final class Gong implements WebhookProvider {
    static final String NAME = "gong";
    private static final String CHANNEL = "voice";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> channels() {
        return Set.of(CHANNEL);
    }

    /** None: the key is Gong's to make. */
    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        return Optional.empty();
    }

    @Override
    public void checkSecret(String secret) {
        if (GongSignature.key(secret).isEmpty()) {
            throw Rejected.field(
                    "secret", "webhook_source.secret_invalid", "secret must be the RSA public key that Gong shows");
        }
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        GongSignature.verify(request, secret, now);
    }

    @Override
    public Heading heading(WebhookRequest request) {
        JsonNode body = Json.read(request.body());
        String call = Headings.text(body.path("callData").path("metaData"), "id");
        return new Heading(
                call.equals("unknown") ? Headings.hash(request.body()) : call,
                body.path("isTest").asBoolean(false) ? "test" : "call",
                CHANNEL,
                null);
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        JsonNode body = Json.read(request.body());
        if (body.path("isTest").asBoolean(false)) {
            return List.of(new Item.Ignored("test"));
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode party : body.path("callData").path("parties")) {
            if (party.path("affiliation").asString("").equalsIgnoreCase("external")) {
                items.add(Items.read(() -> completed(body.path("callData"), Fields.of(party), now)));
            }
        }
        return items;
    }

    private static Item completed(JsonNode callData, Fields party, Instant now) {
        EmailAddress email = party.email("emailAddress");
        if (email == null) {
            return new Item.Ignored("call without an address");
        }
        Fields call = Fields.of(callData.path("metaData"));
        String id = call.requiredText("id") + ":" + email.value();
        Instant at = Objects.requireNonNullElse(call.time("started"), now);
        return new EventDraft(CHANNEL, "voice_call_completed", NAME, id, at)
                .of(Party.email(email))
                .with(new Meta().text("subject", call.text("title")))
                .told();
    }
}
