package io.aicmo.http;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for the provider {@code generic}, because this module knows no provider: the signature, and enough of the payload. */
final class GenericProvider implements WebhookProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public Set<String> channels() {
        return Set.of();
    }

    @Override
    public Optional<String> newSecret(RandomGenerator random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Optional.of("whsec_" + Base64.getEncoder().encodeToString(bytes));
    }

    @Override
    public void checkSecret(String secret) {
        if (!secret.startsWith("whsec_")) {
            throw Rejected.field("secret", "webhook_source.secret_invalid", "a secret begins with whsec_");
        }
    }

    @Override
    public void verify(WebhookRequest request, String secret, Instant now) {
        String timestamp = request.header("webhook-timestamp");
        if (!timestamp.matches("[0-9]{1,12}")
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(Duration.ofMinutes(5))
                        > 0) {
            throw new BadSignature("the time of the signature is missing or too far from now");
        }
        String signed = request.header("webhook-id") + "." + timestamp + "."
                + new String(request.body(), StandardCharsets.UTF_8);
        if (!request.header("webhook-signature").equals("v1," + hmac(secret, signed))) {
            throw new BadSignature("the signature is wrong");
        }
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Item> read(String channel, WebhookRequest request, Instant now) {
        JsonNode events;
        try {
            events = JSON.readTree(request.body()).path("events");
        } catch (JacksonException e) {
            throw Rejected.of("webhook.unreadable", "the body is not JSON");
        }
        if (!events.isArray()) {
            throw Rejected.of("webhook.unreadable", "the body has no events");
        }
        List<Item> items = new ArrayList<>();
        events.forEach(event -> items.add(item(channel, event, now)));
        return items;
    }

    @Override
    public Heading heading(WebhookRequest request) {
        return new Heading(request.header("webhook-id"), "events", "email", null);
    }

    private static Item item(String channel, JsonNode event, Instant now) {
        try {
            return new Item.Told(new ChannelEvent(
                    channel,
                    event.path("type").asString("").replace('.', '_'),
                    "generic",
                    event.path("id").asString(""),
                    Party.email(new EmailAddress(event.path("email").asString(""))),
                    null,
                    event.has("occurred_at")
                            ? Instant.parse(event.path("occurred_at").asString())
                            : now,
                    null,
                    List.of(),
                    Map.of(),
                    null));
        } catch (Rejected no) {
            return new Item.Unreadable(String.valueOf(no.getMessage()));
        }
    }
}
