package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.PerformanceStoreContract;

class InMemoryPerformanceStoreTest implements PerformanceStoreContract {
    private final Adapter adapter = InMemoryAdapter.of(new InMemory());

    @Override
    public Adapter adapter() {
        return adapter;
    }
}
