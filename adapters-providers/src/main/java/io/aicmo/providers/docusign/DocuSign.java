package io.aicmo.providers.docusign;

import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.declared.DeclaredProvider;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.signature.Hmac;
import io.aicmo.providers.signature.Signed;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * DocuSign Connect in JSON: base64 of HMAC-SHA256 over the body, under the key as it is written; an account has up to a
 * hundred keys, and there is a header for each, {@code X-DocuSign-Signature-1} and so on.
 *
 * @see <a href="https://developers.docusign.com/platform/webhooks/connect/validate/">Validate HMAC signatures</a>
 */
public final class DocuSign {
    static final String NAME = "docusign";

    private static final String HEADER = "X-DocuSign-Signature-";
    private static final int MOST_KEYS = 100;

    private DocuSign() {}

    public static WebhookProvider provider() {
        return new DeclaredProvider(
                NAME,
                "an HMAC key of the DocuSign account's Connect settings",
                random -> Optional.empty(),
                DocuSign::verify,
                DocuSign::heading,
                DocuSignEnvelope::items);
    }

    private static void verify(WebhookRequest request, String secret, Instant now) {
        byte[] expected = Hmac.sha256(Signed.bytes(secret), request.body());
        Signed.checkAny(
                HEADER + "1",
                expected,
                IntStream.rangeClosed(1, MOST_KEYS)
                        .mapToObj(number -> Signed.base64(request.header(HEADER + number)))
                        .toList());
    }

    /** It gives no id; an envelope's event at a time is one. */
    private static Heading heading(WebhookRequest request) {
        JsonNode body = Json.read(request.body());
        String envelope = Headings.text(body.path("data"), "envelopeId");
        String event = Headings.text(body, "event");
        String id = envelope.equals("unknown")
                ? Headings.hash(request.body())
                : envelope + ":" + event + ":" + Headings.text(body, "generatedDateTime");
        return new Heading(Headings.text(id), event, "crm", null);
    }
}
