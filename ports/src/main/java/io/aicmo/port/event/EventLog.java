package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.port.Tx;
import java.util.List;

/**
 * Where events are told. An event that is published in a transaction happened if and only if that commits; it is heard
 * later, by listeners and open streams, in the order in which what it is about changed.
 */
public interface EventLog {
    /**
     * Tells events of the transaction's tenant. They are as many workflow executions away from their cause as the
     * transaction's actor.
     */
    void publish(Tx tx, List<DomainEvent> events);

    /** Tells one event. */
    default void publish(Tx tx, DomainEvent event) {
        publish(tx, List.of(event));
    }
}
