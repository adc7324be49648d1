package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's rows of a table as one piece of work sees them: what is committed at the moment of each look, with its
 * own unsaved changes on top.
 */
final class Rows<K, V> {
    private final Database database;
    private final Table<K, V> table;
    private final TenantId tenant;
    private final Work work;
    private final Map<K, Optional<V>> unsaved = new HashMap<>();

    Rows(Database database, Table<K, V> table, TenantId tenant, Work work) {
        this.database = database;
        this.table = table;
        this.tenant = tenant;
        this.work = work;
    }

    @Nullable
    V get(K key) {
        Optional<V> own = unsaved.get(key);
        return own != null ? own.orElse(null) : database.look(() -> table.get(tenant, key));
    }

    /** All rows, in no order that means anything. */
    Collection<V> all() {
        return entries().values();
    }

    /** All rows by their keys. */
    Map<K, V> entries() {
        Map<K, V> rows = database.look(() -> table.copyOf(tenant));
        unsaved.forEach((key, row) -> row.ifPresentOrElse(there -> rows.put(key, there), () -> rows.remove(key)));
        return rows;
    }

    void put(K key, V row) {
        work.lock();
        unsaved.put(key, Optional.of(row));
    }

    void remove(K key) {
        work.lock();
        unsaved.put(key, Optional.empty());
    }

    /** Makes the unsaved changes everybody's; the database calls it while nobody looks. */
    void publish() {
        unsaved.forEach((key, row) ->
                row.ifPresentOrElse(there -> table.put(tenant, key, there), () -> table.remove(tenant, key)));
    }
}
