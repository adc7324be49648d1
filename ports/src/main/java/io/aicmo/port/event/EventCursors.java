package io.aicmo.port.event;

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
}
