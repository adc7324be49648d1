package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one transaction has read and changed so far. Its changes are kept apart until they are committed. */
final class Work {
    private record Place(Table<?, ?> table, TenantId tenant) {}

    private final Database database;
    private final boolean mayWrite;
    private final Map<Place, Rows<?, ?>> touched = new LinkedHashMap<>();
    private final List<Runnable> whenOver = new ArrayList<>();
    private boolean locked;
    private boolean over;

    Work(Database database, boolean mayWrite) {
        this.database = database;
        this.mayWrite = mayWrite;
    }

    @SuppressWarnings("unchecked") // a place's rows have the types of its table
    <K, V> Rows<K, V> rows(Table<K, V> table, TenantId tenant) {
        checkOpen();
        if (!table.isOf(database)) {
            throw new IllegalArgumentException("the transaction is of another world of data");
        }
        return (Rows<K, V>)
                touched.computeIfAbsent(new Place(table, tenant), place -> new Rows<>(database, table, tenant, this));
    }

    /**
     * Waits until nobody else writes; from here on nobody else does until this work is over. Whoever changes what it
     * has read takes the lock before it reads.
     */
    void lock() {
        checkOpen();
        if (!mayWrite) {
            throw new IllegalStateException("a read changes nothing; open a write");
        }
        if (!locked) {
            database.lockWriter();
            locked = true;
        }
    }

    void whenOver(Runnable action) {
        whenOver.add(action);
    }

    void commit() {
        if (locked) {
            database.publish(touched.values());
        }
    }

    void end() {
        over = true;
        if (locked) {
            database.unlockWriter();
        }
        whenOver.forEach(Runnable::run);
    }

    private void checkOpen() {
        if (over) {
            throw new IllegalStateException("the transaction is over");
        }
    }
}
