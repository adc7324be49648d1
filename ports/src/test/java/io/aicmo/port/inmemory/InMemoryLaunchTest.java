package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.LaunchContract;

class InMemoryLaunchTest implements LaunchContract {
    private final Adapter adapter = InMemoryAdapter.of(new InMemory());

    @Override
    public Adapter adapter() {
        return adapter;
    }
}
