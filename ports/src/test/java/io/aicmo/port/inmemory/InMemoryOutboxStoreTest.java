package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.OutboxStoreContract;

class InMemoryOutboxStoreTest implements OutboxStoreContract {
    private final Adapter adapter = InMemoryAdapter.of(new InMemory());

    @Override
    public Adapter adapter() {
        return adapter;
    }
}
