package io.aicmo.application.messaging;

import io.aicmo.port.messaging.MessageSender;
import java.util.List;
import java.util.Optional;

/**
 * Everybody who can send.
 *
 * @param all the declared ones
 */
public record Senders(List<MessageSender> all) {
    public Senders {
        all = List.copyOf(all);
    }

    /** Who sends on a channel through a provider, or empty if nobody does. */
    public Optional<MessageSender> find(String channel, String provider) {
        return all.stream()
                .filter(one -> one.channel().equals(channel) && one.provider().equals(provider))
                .findFirst();
    }
}
