package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies a source of provider webhooks; part of its public URL. */
public record WebhookSourceId(UUID value) implements Id {
    public WebhookSourceId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
