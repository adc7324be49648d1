package io.aicmo.providers.hmac;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.declared.DeclaredProvider;
import io.aicmo.providers.payload.EventList;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.signature.Hmac;
import io.aicmo.providers.signature.Signed;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whoever signs the body with HMAC-SHA256, as GitHub does it: {@code X-Hub-Signature-256: sha256=<hex>}; or {@code
 * X-Signature} with the same, in hexadecimal or base64, with {@code sha256=} or without. The id is {@code X-Event-Id} or
 * {@code X-GitHub-Delivery}, else the hash of the body; the type {@code X-Event-Type} or {@code X-GitHub-Event}.
 *
 * <p>A body that is an {@link EventList} is recorded, each event on the channel of its type; any other is kept.
 *
 * @see <a href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">Validating webhook
 *     deliveries</a>
 */
public final class HmacSender {
    private static final String NAME = "hmac";
    private static final String PREFIX = "sha256=";
    private static final int SECRET_BYTES = 32;

    private HmacSender() {}

    /** @param channels what it may report */
    public static WebhookProvider provider(ChannelCatalogue channels) {
        EventList events = new EventList(channels, NAME);
        return new DeclaredProvider(
                NAME,
                "a text of at least 8 characters, without spaces around it",
                HmacSender::newSecret,
                HmacSender::verify,
                HmacSender::heading,
                (request, heading, now) -> read(events, request, heading, now),
                true);
    }

    private static List<Item> read(EventList events, WebhookRequest request, Heading heading, Instant now) {
        Optional<JsonNode> list = Json.find(request.body()).filter(EventList::is);
        return list.isPresent() ? events.read(list.get(), now) : DeclaredProvider.nothing(request, heading, now);
    }

    private static Optional<String> newSecret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Optional.of(HexFormat.of().formatHex(bytes));
    }

    private static void verify(WebhookRequest request, String secret, Instant now) {
        String header = first(request, "X-Hub-Signature-256", "X-Signature");
        String bare = header.startsWith(PREFIX) ? header.substring(PREFIX.length()) : header;
        byte[] expected = Hmac.sha256(Signed.bytes(secret), request.body());
        Signed.checkAny("X-Signature", expected, List.of(Signed.hex(bare), Signed.base64(bare)));
    }

    private static Heading heading(WebhookRequest request) {
        String id = first(request, "X-Event-Id", "X-GitHub-Delivery");
        return new Heading(
                id.isEmpty() ? Headings.hash(request.body()) : Headings.text(id),
                Headings.text(first(request, "X-Event-Type", "X-GitHub-Event")),
                "crm",
                null);
    }

    private static String first(WebhookRequest request, String... names) {
        return Stream.of(names)
                .map(request::header)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }
}
