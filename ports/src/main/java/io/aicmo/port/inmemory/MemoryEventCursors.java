package io.aicmo.port.inmemory;

import io.aicmo.port.Tx;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventPosition;
import java.util.Comparator;
import java.util.List;

/** Keeps in memory how far each listener has heard. */
final class MemoryEventCursors implements EventCursors {
    private static final int MOST = 100;

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

    @Override
    public void setAside(Tx tx, SetAside failed) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        String key = failed.listener() + " " + failed.event().id();
        if (ours.rows(database.setAside).get(key) == null) {
            ours.rows(database.setAside).put(key, Micros.in(failed));
        }
    }

    @Override
    public List<SetAside> setAside(Tx tx) {
        return MemoryTx.of(tx).rows(database.setAside).all().stream()
                .sorted(Comparator.comparing(SetAside::at).reversed())
                .limit(MOST)
                .toList();
    }
}
