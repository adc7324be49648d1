package io.aicmo.port.messaging;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Sends messages of one channel through one provider. A new one is declared where the others are and touches nothing
 * else. It never throws for what the provider says or fails to say: that is a {@link Delivery}.
 */
public interface MessageSender {
    /** The name of a channel. */
    String channel();

    /** The provider's name. */
    String provider();

    /** The settings that a connection must have, by name. */
    Set<String> settings();

    /** The credentials that a connection must have, by name; they are kept sealed. */
    Set<String> credentials();

    /** Whether a connection says from which address or number it sends. */
    boolean needsSender();

    /**
     * How long asking twice with one idempotency key sends once; zero where a provider promises nothing, and then it is
     * never asked twice.
     */
    Duration idempotentFor();

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
