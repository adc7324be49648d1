package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.OutboxRoutesContract;

final class OutboxRoutesOnPostgresTest implements OutboxRoutesContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
