package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.WorkspaceLimitsContract;

final class WorkspaceLimitsOnPostgresTest implements WorkspaceLimitsContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
