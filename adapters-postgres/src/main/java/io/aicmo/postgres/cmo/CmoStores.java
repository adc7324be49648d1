package io.aicmo.postgres.cmo;

import io.aicmo.port.cmo.PerformanceStore;

/** The door to this area's stores. */
public final class CmoStores {
    private CmoStores() {}

    public static PerformanceStore performance() {
        return new PgPerformanceStore();
    }
}
