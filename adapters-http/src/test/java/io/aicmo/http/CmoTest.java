package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.CmoContract;

final class CmoTest implements CmoContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
