package io.aicmo.http;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EveryRouteKeepsTenantsApart;

final class EveryRouteKeepsTenantsApartTest implements EveryRouteKeepsTenantsApart {
    @Override
    public Api api() {
        return MemoryServer.shared();
    }
}
