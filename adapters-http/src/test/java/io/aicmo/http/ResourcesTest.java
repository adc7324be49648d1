package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.ResourcesContract;

final class ResourcesTest implements ResourcesContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
