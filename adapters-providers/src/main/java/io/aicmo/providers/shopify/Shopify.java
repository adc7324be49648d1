package io.aicmo.providers.shopify;

import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.declared.DeclaredProvider;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.signature.Hmac;
import io.aicmo.providers.signature.Signed;
import java.time.Instant;
import java.util.Optional;

/**
 * Shopify: base64 of HMAC-SHA256 over the body, under the app's client secret. It signs no time, and neither the id nor the
 * topic, which come in headers.
 *
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Deliver webhooks through HTTPS</a>
 */
public final class Shopify {
    static final String NAME = "shopify";

    private static final String HEADER = "X-Shopify-Hmac-Sha256";

    private Shopify() {}

    public static WebhookProvider provider() {
        return new DeclaredProvider(
                NAME,
                "the client secret of the Shopify app",
                random -> Optional.empty(),
                Shopify::verify,
                Shopify::heading,
                ShopifyOrder::items);
    }

    private static void verify(WebhookRequest request, String secret, Instant now) {
        byte[] expected = Hmac.sha256(Signed.bytes(secret), request.body());
        Signed.check(HEADER, expected, Signed.base64(request.header(HEADER)));
    }

    private static Heading heading(WebhookRequest request) {
        String id = request.header("X-Shopify-Webhook-Id");
        return new Heading(
                id.isBlank() ? Headings.hash(request.body()) : Headings.text(id),
                Headings.text(request.header("X-Shopify-Topic")),
                "crm",
                null);
    }
}
