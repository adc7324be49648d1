package io.aicmo.port.inmemory;

import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventPosition;

/** Keeps in memory how far each listener has heard. */
final class MemoryEventCursors implements EventCursors {
    private final Database database;

    MemoryEventCursors(Database database) {
        this.database = database;
    }

    @Override
    public EventPosition position(String listener, long ifNew) {
        return database.cursors.computeIfAbsent(listener, fresh -> EventPosition.endOf(ifNew));
    }

    @Override
    public boolean advance(String listener, EventPosition from, EventPosition to) {
        return database.cursors.replace(listener, from, to);
    }
}
