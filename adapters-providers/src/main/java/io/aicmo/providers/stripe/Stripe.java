package io.aicmo.providers.stripe;

import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.declared.DeclaredProvider;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.signature.Hmac;
import io.aicmo.providers.signature.Signed;
import io.aicmo.providers.signature.SignedTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Stripe: {@code Stripe-Signature: t=<unix time>,v1=<hex>}, where {@code v1} is HMAC-SHA256 over time and body, joined by a
 * dot, under the endpoint's signing secret as it is written; while a secret is rolled there are several {@code v1}.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Verify webhook signatures manually</a>
 */
public final class Stripe {
    static final String NAME = "stripe";

    private static final String HEADER = "Stripe-Signature";

    private Stripe() {}

    public static WebhookProvider provider() {
        return new DeclaredProvider(
                NAME,
                "the signing secret of the Stripe endpoint, whsec_…",
                random -> Optional.empty(),
                Stripe::verify,
                Stripe::heading,
                StripeEvent::items);
    }

    private static void verify(WebhookRequest request, String secret, Instant now) {
        List<String> parts = Arrays.stream(request.header(HEADER).split(","))
                .map(String::strip)
                .toList();
        String time = parts.stream()
                .filter(part -> part.startsWith("t="))
                .map(part -> part.substring(2))
                .findFirst()
                .orElse("");
        SignedTime.check(time, now);
        byte[] expected = Hmac.sha256(Signed.bytes(secret), Signed.bytes(time + "."), request.body());
        Signed.checkAny(
                HEADER,
                expected,
                parts.stream()
                        .filter(part -> part.startsWith("v1="))
                        .map(part -> Signed.hex(part.substring(3)))
                        .toList());
    }

    private static Heading heading(WebhookRequest request) {
        JsonNode event = Json.read(request.body());
        String id = Headings.text(event, "id");
        return new Heading(
                id.equals("unknown") ? Headings.hash(request.body()) : id, Headings.text(event, "type"), "crm", null);
    }
}
