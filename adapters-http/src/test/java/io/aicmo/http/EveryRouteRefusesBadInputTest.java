package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EveryRouteRefusesBadInput;

final class EveryRouteRefusesBadInputTest implements EveryRouteRefusesBadInput {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
