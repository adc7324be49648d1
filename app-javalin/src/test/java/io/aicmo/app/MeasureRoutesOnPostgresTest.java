package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.MeasureRoutesContract;

final class MeasureRoutesOnPostgresTest implements MeasureRoutesContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
