package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EventStreamContract;

final class EventStreamTest implements EventStreamContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
