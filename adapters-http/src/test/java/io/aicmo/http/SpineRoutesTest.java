package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.SpineRoutesContract;

final class SpineRoutesTest implements SpineRoutesContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
