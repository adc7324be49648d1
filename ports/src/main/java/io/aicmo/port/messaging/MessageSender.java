package io.aicmo.port.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages of one channel through one provider. A new one is declared where the others are and touches nothing
 * else. It never throws for what the provider says or fails to say: that is a {@link Delivery}.
 */
public interface MessageSender {
    /** The name of a channel. */
    String channel();

    /** The provider's name. */
    String provider();

    /**
     * Checks what a connection is to have, before it is kept.
     *
     * @param sender the address or number that it sends from, or null
     * @throws io.aicmo.domain.shared.Rejected {@code channel_connection.*}, {@code email.invalid}, {@code phone.invalid}
     */
    void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials);

    /**
     * How long asking twice with one idempotency key sends once; zero where a provider promises nothing, and then it is
     * never asked twice.
     */
    Duration idempotentFor();

    /**
     * The id under which the provider's webhooks tell that a message was sent, so that it counts once; empty where they tell
     * it under an id that nobody can know before.
     *
     * @param providerMessageId the provider's id of the message
     */
    default Optional<String> eventOf(String providerMessageId) {
        return Optional.empty();
    }

    /**
     * Asks the provider once, within half a minute.
     *
     * @param settings the connection's
     * @param credentials the connection's, opened
     * @throws InterruptedException if the thread is interrupted; nobody knows then whether it was sent
     */
    Delivery send(Outgoing message, Map<String, String> settings, Map<String, String> credentials)
            throws InterruptedException;
}
