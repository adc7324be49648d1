package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.SpineRoutesContract;

final class SpineRoutesOnPostgresTest implements SpineRoutesContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
