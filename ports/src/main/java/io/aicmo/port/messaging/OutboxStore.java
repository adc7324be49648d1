package io.aicmo.port.messaging;

import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the outbox needs beyond being records. */
public interface OutboxStore {
    /**
     * Waits until nobody else of the tenant has this turn, which is then had until the transaction ends: for decisions
     * that count what others may be adding to.
     */
    void takeTurn(Tx tx, String name);

    /** The message of a run's step, or empty if there is none yet. */
    Optional<OutboundMessage> ofStep(Tx tx, SequenceRunId run, int step);

    /**
     * When a person was last written to: the times of the messages that {@linkplain OutboundMessage#counts() count},
     * the latest first, at most 100.
     *
     * @param since further back nobody looks
     */
    List<Instant> lately(Tx tx, ContactId person, Instant since);

    /** How many messages that {@linkplain OutboundMessage#counts() count} went through a connection since then. */
    long through(Tx tx, ChannelConnectionId connection, Instant since);

    /** Whether the tenant ever connected a channel; a connection that is switched off or deleted tells so too. */
    boolean wasConnected(Tx tx, String channel);

    /**
     * Has replies find a message by its Message-ID, before it is sent; a message without one, or to nobody, is left out.
     */
    void remember(Tx tx, OutboundMessage message);
}
