package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.EveryRouteRefusesBadInput;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** None of it is worth a warning in the log, which whoever sends it could fill otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EveryRouteRefusesBadInputTest implements EveryRouteRefusesBadInput {
    private final Logged logged = new Logged();

    @Override
    public Api api() {
        return MemoryServer.shared();
    }

    @BeforeAll
    void warnOnce() {
        LoggerFactory.getLogger(getClass()).warn("so that the log is known to be heard");
    }

    @AfterAll
    void nobodyIsWarned() {
        logged.close();
        assertThat(logged.warnings()).singleElement().asString().contains("known to be heard");
    }
}
