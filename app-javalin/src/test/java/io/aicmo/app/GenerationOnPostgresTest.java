package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.GenerationContract;
import org.junit.jupiter.api.AfterAll;

/** On a node of its own, because here jobs are done. */
final class GenerationOnPostgresTest implements GenerationContract {
    private static final Application NODE = RunningNode.apart(OnPostgres.newHome("aicmo-generation-test"));
    private static final Api API = OnPostgres.api(NODE);

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Override
    public Api api() {
        return API;
    }
}
