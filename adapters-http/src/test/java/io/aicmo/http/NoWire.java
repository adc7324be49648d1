package io.aicmo.http;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.port.webhook.SigningKeys;
import io.aicmo.port.webhook.WebhookSender;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Stands in for what puts webhooks on the wire, because this module knows no provider; nothing arrives anywhere. */
final class NoWire implements WebhookSender {
    @Override
    public SigningKeys newKeys(RandomGenerator random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return new SigningKeys("whsec_" + base64, "whsk_" + base64, "whpk_" + base64);
    }

    @Override
    public void checkUrl(String url) {
        if (!url.startsWith("https://")) {
            throw Rejected.field("url", "webhook_endpoint.url_not_allowed", "url must begin with https://");
        }
    }

    @Override
    public Receipt send(Message message, Instant now) {
        return new Receipt(new DeliveryAttempt(now, null, null, "there is no wire", 0), null);
    }
}
