package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.CmoContract;

final class CmoOnPostgresTest implements CmoContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
