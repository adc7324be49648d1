package io.aicmo.application.webhook;

import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.domain.messaging.OutboundMessage.Words;
import io.aicmo.domain.webhook.DisabledReason;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;

/**
 * Tells a tenant's owners by mail that an endpoint was switched off, for nothing else of theirs may be listening. The
 * mail is in the outbox with what it is about, and goes out by the tenant's own connection.
 */
public final class TellOwners {
    private final TenantStore tenants;
    private final SendMessage sendMessage;

    public TellOwners(Messaging messaging) {
        this.tenants = messaging.tenants();
        this.sendMessage = new SendMessage(messaging);
    }

    /** Tells of an endpoint that is off. Its URL is not told: it may hold a secret. */
    public void switchedOff(Tx tx, WebhookEndpoint endpoint) {
        Words words = words(endpoint);
        tenants.owners(tx).forEach(owner -> sendMessage.inform(tx.actor().within(tx), owner, words));
    }

    private static Words words(WebhookEndpoint endpoint) {
        String name = endpoint.description() == null ? endpoint.id().toString() : endpoint.description();
        String why = endpoint.health().disabledBecause() == DisabledReason.GONE
                ? "it answered that it is gone (410)"
                : "every try has failed for " + EndpointHealth.PATIENCE.toDays() + " days";
        return Words.text(
                "Webhook endpoint switched off: " + name, """
                The webhook endpoint "%s" was switched off: %s. Nothing is sent to it any more.

                When it can be reached again, switch it on with
                PATCH /v1/webhook-endpoints/%s {"enabled": true}
                and have what it missed sent with
                POST /v1/webhook-endpoints/%s/replay
                """.formatted(name, why, endpoint.id(), endpoint.id()));
    }
}
