package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EventStreamContract;

final class EventStreamOnPostgresTest implements EventStreamContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
