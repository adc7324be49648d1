package io.aicmo.port.inmemory;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.SweeperContract;

class InMemorySweeperTest implements SweeperContract {
    private final Adapter adapter = InMemoryAdapter.of(new InMemory());

    @Override
    public Adapter adapter() {
        return adapter;
    }
}
