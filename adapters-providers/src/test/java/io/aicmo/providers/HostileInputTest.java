package io.aicmo.providers;

import static io.aicmo.providers.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever arrives: a signature is right or a BadSignature, a body is items or Rejected, and what is told can be kept. */
class HostileInputTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<WebhookProvider> PROVIDERS = Providers.all(Channels.catalogue());
    private static final Map<String, String> SECRETS = Map.of(
            "generic", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "resend", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "sendgrid",
                    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==",
            "twilio", "12345");
    private static final List<String> PAYLOADS = List.of(
            """
            {"events": [{"id": "1", "type": "email.replied", "email": "a@b.io", "phone": "+14155550123",
              "lead_id": "01990000-0000-7000-8000-000000000001", "contact_id": "01990000-0000-7000-8000-000000000001",
              "campaign_id": "01990000-0000-7000-8000-000000000001", "message_id": "<a@b>", "in_reply_to": ["<c@d>"],
              "references": "<e@f>", "occurred_at": "2026-03-02T10:00:00Z", "subject": "s", "text": "t",
              "headers": {"precedence": "bulk"}, "meta": {"k": {"l": ["v"]}}}]}""",
            Resources.text("resend/sent.json"),
            Resources.text("resend/clicked.json"),
            Resources.text("resend/bounced.json"),
            Resources.text("resend/received.json")
                    .replace("\"attachments\"", "\"headers\": {\"precedence\": \"x\"}, \"text\": \"t\", \"a\""),
            Resources.text("sendgrid/events.json"),
            Resources.text("stripe/checkout_session_completed.json"),
            Resources.text("stripe/invoice_paid.json"),
            Resources.text("shopify/order.json"),
            Resources.text("docusign/envelope_completed.json"));

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void nothingButTheProviderIsEverBelieved(
            @ForAll("providers") WebhookProvider provider,
            @ForAll("urls") String url,
            @ForAll byte[] body,
            @ForAll("headers") Map<String, String> headers,
            @ForAll("secrets") String secret) {
        try {
            provider.verify(new WebhookRequest(url, headers, body), secret, NOW);
        } catch (BadSignature refused) {
            return;
        }
        throw new AssertionError("believed");
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void anyBytesAreItemsOrRefused(
            @ForAll("providers") WebhookProvider provider,
            @ForAll("urls") String url,
            @ForAll byte[] body,
            @ForAll("headers") Map<String, String> headers) {
        readsOrRefuses(provider, new WebhookRequest(url, headers, body));
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void aPayloadWithAnythingInAnyPlaceIsItemsThatCanBeKeptOrIsRefused(
            @ForAll("providers") WebhookProvider provider,
            @ForAll("payloads") String payload,
            @ForAll int place,
            @ForAll("jsonValues") JsonNode value) {
        JsonNode mutated = JSON.readTree(payload);
        List<Runnable> replacements = new ArrayList<>();
        collectReplacements(mutated, value, replacements);
        replacements.get(Math.floorMod(place, replacements.size())).run();

        readsOrRefuses(
                provider,
                Requests.request(
                        Requests.URL,
                        JSON.writeValueAsBytes(mutated),
                        "svix-id",
                        "msg_1",
                        "x-shopify-topic",
                        "orders/paid",
                        "content-type",
                        "application/json"));
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aFormWithAnythingInAnyFieldIsItemsThatCanBeKeptOrIsRefused(
            @ForAll("formNames") String name, @ForAll("hostileTexts") String value, @ForAll boolean voice) {
        String status = "MessageSid=SM1&SmsStatus=received&From=%2B14155550123&CallSid=CA1&CallStatus=completed";
        String body = name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8) + "&" + status;

        readsOrRefuses(
                PROVIDERS.get(3),
                Requests.request(Requests.URL, body.getBytes(StandardCharsets.UTF_8)),
                voice ? "voice" : "sms");
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void aMultipartFormWithAnythingInAnyFieldIsItemsThatCanBeKeptOrIsRefused(
            @ForAll("multipartNames") String name,
            @ForAll("hostileTexts") String value,
            @ForAll("hostileTexts") String header) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" + header + "\r\n\r\n" + value
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\na@b.io\r\n--b--\r\n";

        readsOrRefuses(
                PROVIDERS.get(2),
                Requests.request(
                        Requests.URL,
                        form.getBytes(StandardCharsets.UTF_8),
                        "content-type",
                        "multipart/form-data; boundary=b"));
    }

    private static void readsOrRefuses(WebhookProvider provider, WebhookRequest request) {
        readsOrRefuses(provider, request, "email");
    }

    private static void readsOrRefuses(WebhookProvider provider, WebhookRequest request, String channel) {
        List<Item> items;
        try {
            items = provider.read(channel, request, NOW);
        } catch (Rejected refused) {
            assertThat(refused.code()).isEqualTo("webhook.unreadable");
            return;
        }
        for (Item item : items) {
            if (item instanceof Item.Told told) {
                assertThat(canBeKept(texts(told.event()))).isTrue();
            } else if (item instanceof Item.Unreadable unreadable) {
                assertThat(canBeKept(unreadable.detail())).isTrue();
            }
        }
    }

    private static List<Object> texts(ChannelEvent event) {
        return List.of(
                event.providerEventId(),
                String.valueOf(event.messageId()),
                event.inReplyTo(),
                event.meta(),
                String.valueOf(event.party()));
    }

    private static boolean canBeKept(Object value) {
        if (value instanceof Map<?, ?> map) {
            return canBeKept(map.keySet()) && canBeKept(map.values());
        }
        if (value instanceof Collection<?> collection) {
            return collection.stream().allMatch(HostileInputTest::canBeKept);
        }
        return switch (value) {
            case String text -> Text.isStorable(text);
            case Double number -> Double.isFinite(number);
            default -> value instanceof Long || value instanceof Boolean;
        };
    }

    private static void collectReplacements(JsonNode node, JsonNode value, List<Runnable> replacements) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                replacements.add(() -> object.set(field.getKey(), value));
                collectReplacements(field.getValue(), value, replacements);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                replacements.add(() -> array.set(index, value));
                collectReplacements(array.get(i), value, replacements);
            }
        }
    }

    @Provide
    Arbitrary<WebhookProvider> providers() {
        return Arbitraries.of(PROVIDERS);
    }

    @Provide
    Arbitrary<String> payloads() {
        return Arbitraries.of(PAYLOADS);
    }

    @Provide
    Arbitrary<String> urls() {
        return Arbitraries.oneOf(
                Arbitraries.of(Requests.URL, "https://a:99999/x?%", "http://a?bodySHA256=00", "?", "#?", ""),
                hostileTexts());
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.oneOf(Arbitraries.of(SECRETS.values()), hostileTexts());
    }

    @Provide
    Arbitrary<String> formNames() {
        return Arbitraries.of(
                "MessageSid",
                "SmsStatus",
                "MessageStatus",
                "From",
                "To",
                "Body",
                "CallSid",
                "CallStatus",
                "Timestamp",
                "Direction",
                "CallDuration",
                "AnsweredBy");
    }

    @Provide
    Arbitrary<String> multipartNames() {
        return Arbitraries.of("headers", "from", "subject", "text", "envelope", "charsets", "email");
    }

    @Provide
    Arbitrary<Map<String, String>> headers() {
        Arbitrary<String> ids = hostileTexts();
        Arbitrary<String> times = Arbitraries.oneOf(
                Arbitraries.of(Long.toString(NOW.getEpochSecond()), "0", "-1", "999999999999"), hostileTexts());
        Arbitrary<String> signatures = Arbitraries.oneOf(
                Arbitraries.of("v1,AAAA", "v1,", "MAYCAQACAQA=", "RSOYDt4T1cUTdK1PDd93/VVr8B8="), hostileTexts());
        Arbitrary<String> types = Arbitraries.oneOf(
                Arbitraries.of(
                        "application/json",
                        "multipart/form-data; boundary=b",
                        "multipart/form-data",
                        "multipart/form-data; boundary=\"",
                        "application/x-www-form-urlencoded"),
                hostileTexts().map(text -> "multipart/form-data" + text));
        return Combinators.combine(ids, times, signatures, types).as((id, time, signature, type) -> {
            Map<String, String> headers = new HashMap<>();
            headers.put("content-type", type);
            for (String scheme : List.of("svix-", "webhook-")) {
                headers.put(scheme + "id", id);
                headers.put(scheme + "timestamp", time);
                headers.put(scheme + "signature", signature);
            }
            headers.put("x-twilio-signature", signature);
            headers.put("x-twilio-email-event-webhook-signature", signature);
            headers.put("x-twilio-email-event-webhook-timestamp", time);
            return headers;
        });
    }

    @Provide
    Arbitrary<String> hostileTexts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "\u0000",
                        "a\u0000b",
                        "\ud800",
                        "\udc00x",
                        "\ud83d\ude00",
                        "<>",
                        "<a@b>",
                        "a@b.io",
                        "\r\n\r\n",
                        "=?utf-8?q?=00?=",
                        "\"",
                        "{",
                        "[]",
                        "{\"from\": 7}",
                        "x".repeat(600),
                        "x".repeat(20_000),
                        "2026-03-02T10:00:00Z",
                        "+999999999-12-31T23:59:59Z",
                        "01990000-0000-7000-8000-000000000001"),
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings().ascii().ofMaxLength(60));
    }

    @Provide
    Arbitrary<JsonNode> jsonValues() {
        Arbitrary<JsonNode> plain = Arbitraries.oneOf(
                hostileTexts().map(text -> JSON.getNodeFactory().stringNode(text)),
                Arbitraries.doubles().map(number -> JSON.getNodeFactory().numberNode(number)),
                Arbitraries.bigIntegers().map(number -> JSON.getNodeFactory().numberNode(number)),
                Arbitraries.of(
                        JSON.readTree("null"),
                        JSON.readTree("true"),
                        JSON.readTree("{}"),
                        JSON.readTree("[]"),
                        JSON.readTree("[[[[null]]]]"),
                        JSON.readTree("1e400")));
        return Arbitraries.oneOf(
                plain,
                plain.list().ofMaxSize(3).map(values -> JSON.createArrayNode().addAll(values)),
                Combinators.combine(hostileTexts(), plain)
                        .as((name, value) -> JSON.createObjectNode().set(name, value)));
    }
}
