package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.OutboxRoutesContract;

final class OutboxRoutesTest implements OutboxRoutesContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
