package io.aicmo.app;

import io.aicmo.http.contract.AgentRoutesContract;
import io.aicmo.http.contract.Api;

class AgentRoutesOnPostgresTest implements AgentRoutesContract {
    @Override
    public Api api() {
        return OnPostgres.api();
    }
}
