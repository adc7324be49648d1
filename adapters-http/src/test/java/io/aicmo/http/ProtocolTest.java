package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.ProtocolContract;

final class ProtocolTest implements ProtocolContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
