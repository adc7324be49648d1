package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The committed rows of one kind, by tenant and key. Rows are immutable. Guarded by the locks of {@link Database}. */
final class Table<K, V> {
    /** Owns what belongs to no tenant. */
    static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private final Database database;
    private final Map<TenantId, Map<K, V>> rowsByTenant = new HashMap<>();

    Table(Database database) {
        this.database = database;
    }

    boolean isOf(Database some) {
        return database == some;
    }

    @Nullable
    V get(TenantId tenant, K key) {
        return of(tenant).get(key);
    }

    Map<K, V> copyOf(TenantId tenant) {
        return new LinkedHashMap<>(of(tenant));
    }

    List<TenantId> tenants() {
        return List.copyOf(rowsByTenant.keySet());
    }

    void put(TenantId tenant, K key, V row) {
        rowsByTenant.computeIfAbsent(tenant, none -> new LinkedHashMap<>()).put(key, row);
    }

    void remove(TenantId tenant, K key) {
        of(tenant).remove(key);
    }

    private Map<K, V> of(TenantId tenant) {
        Map<K, V> rows = rowsByTenant.get(tenant);
        return rows == null ? Map.of() : rows;
    }
}
