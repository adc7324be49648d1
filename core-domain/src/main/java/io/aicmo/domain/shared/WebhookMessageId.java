package io.aicmo.domain.shared;

import java.util.Objects;
import java.util.UUID;

/** Identifies what is told to webhook endpoints: the same for every endpoint and every try, so that receivers know it again. */
public record WebhookMessageId(UUID value) implements Id {
    public WebhookMessageId {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
