package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a webhook that came in. */
public record WebhookEventId(UUID value) implements Id {
    public WebhookEventId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
