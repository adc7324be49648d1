package io.aicmo.providers.slack;

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
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Slack: {@code v0=} and the hexadecimal HMAC-SHA256 over {@code v0:<time>:<body>}, under the app's signing secret. Its
 * {@code url_verification} is answered with the challenge; slash commands and interactions come as forms. What the team
 * does there happens to no contact, so the spine records none of it.
 *
 * @see <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">Verifying requests from Slack</a>
 */
public final class Slack {
    private static final String SIGNATURE = "X-Slack-Signature";
    private static final String TIMESTAMP = "X-Slack-Request-Timestamp";

    private Slack() {}

    public static WebhookProvider provider() {
        return new DeclaredProvider(
                "slack",
                "the signing secret of the Slack app",
                random -> Optional.empty(),
                Slack::verify,
                Slack::heading,
                DeclaredProvider::nothing);
    }

    private static void verify(WebhookRequest request, String secret, Instant now) {
        String time = request.header(TIMESTAMP);
        SignedTime.check(time, now);
        byte[] hash = Hmac.sha256(Signed.bytes(secret), Signed.bytes("v0:" + time + ":"), request.body());
        byte[] expected = Signed.bytes("v0=" + HexFormat.of().formatHex(hash));
        Signed.check(SIGNATURE, expected, Signed.bytes(request.header(SIGNATURE)));
    }

    private static Heading heading(WebhookRequest request) {
        if (!request.header("content-type").contains("json")) {
            return new Heading(Headings.hash(request.body()), "form", "crm", null);
        }
        JsonNode body = Json.read(request.body());
        String type = Headings.text(body, "type");
        String event = Headings.text(body.path("event"), "type");
        String id = Headings.text(body, "event_id");
        JsonNode challenge = body.path("challenge");
        return new Heading(
                id.equals("unknown") ? Headings.hash(request.body()) : id,
                event.equals("unknown") ? type : event,
                "crm",
                type.equals("url_verification") && challenge.isString() ? challenge.stringValue() : null);
    }
}
