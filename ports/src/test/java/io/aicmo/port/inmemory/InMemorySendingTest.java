package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.SendingContract;

class InMemorySendingTest implements SendingContract {
    private final Adapter adapter = InMemoryAdapter.of(new InMemory());

    @Override
    public Adapter adapter() {
        return adapter;
    }
}
