package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies one event on its way to one endpoint. */
public record WebhookDeliveryId(UUID value) implements Id {
    public WebhookDeliveryId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
