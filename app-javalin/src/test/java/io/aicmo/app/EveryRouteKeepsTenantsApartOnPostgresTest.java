package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EveryRouteKeepsTenantsApart;

final class EveryRouteKeepsTenantsApartOnPostgresTest implements EveryRouteKeepsTenantsApart {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
