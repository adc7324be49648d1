package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.List;

/** How far each listener has heard. */
public interface EventCursors {
    /** Up to where a listener has heard; one that is new begins at this number. */
    EventPosition position(String listener, long ifNew);

    /**
     * Moves a listener on.
     *
     * @return false if somebody else has moved it from there meanwhile; nothing is changed then
     */
    boolean advance(String listener, EventPosition from, EventPosition to);

    /**
     * An event that a listener failed to handle, and is not told again.
     *
     * @param error what it said the last time
     */
    record SetAside(String listener, DomainEvent event, String error, Instant at) {}

    /** Sets an event of the transaction's tenant aside; one that was set aside already stays as it is. */
    void setAside(Tx tx, SetAside failed);

    /** What was set aside, the latest first, at most 100. */
    List<SetAside> setAside(Tx tx);
}
