package io.aicmo.application.messaging;

import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.MessageSender;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody who can send, and how a connection's credentials are opened.
 *
 * @param all the declared ones
 */
public record Senders(List<MessageSender> all, Opening opening) {

    /** Opens what a connection keeps sealed. */
    @FunctionalInterface
    public interface Opening {
        /** The connection's credentials by name. */
        Map<String, String> open(Tx tx, ChannelConnection connection);
    }

    public Senders {
        all = List.copyOf(all);
    }

    /** Nobody, so that everything is captured. */
    public static Senders none() {
        return new Senders(List.of(), (tx, connection) -> Map.of());
    }

    /** Who sends on a channel through a provider, or empty if nobody does. */
    public Optional<MessageSender> find(String channel, String provider) {
        return all.stream()
                .filter(one -> one.channel().equals(channel) && one.provider().equals(provider))
                .findFirst();
    }
}
