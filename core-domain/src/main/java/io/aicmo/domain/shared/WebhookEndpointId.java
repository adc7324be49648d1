package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies an endpoint of a tenant that webhooks are sent to. */
public record WebhookEndpointId(UUID value) implements Id {
    public WebhookEndpointId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
