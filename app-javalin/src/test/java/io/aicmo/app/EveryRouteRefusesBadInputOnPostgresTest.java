package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EveryRouteRefusesBadInput;

final class EveryRouteRefusesBadInputOnPostgresTest implements EveryRouteRefusesBadInput {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
