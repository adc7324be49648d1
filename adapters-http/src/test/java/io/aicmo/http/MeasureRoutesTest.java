package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.MeasureRoutesContract;

final class MeasureRoutesTest implements MeasureRoutesContract {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
