package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.WorkspaceLimitsContract;

final class WorkspaceLimitsTest implements WorkspaceLimitsContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
