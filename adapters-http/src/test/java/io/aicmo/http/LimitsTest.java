package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final int FIRM_NEEDS = 100;

    @Test
    void aCredentialIsToldWhatIsLeftAndRefusedWhenNothingIs() {
        try (Server server = MemoryServer.start(settings -> settings.limiting(Route.RateClass.ORDINARY, FIRM_NEEDS))) {
            Api api = MemoryServer.api(server);
            Client owner = api.aFirm().owner();
            Reply last = owner.get("/v1/tenant");
            for (int i = 0; i < FIRM_NEEDS && last.status() == 200; i++) {
                assertThat(last.header("RateLimit-Policy")).isEqualTo("\"ordinary\";q=" + FIRM_NEEDS + ";w=60");
                assertThat(last.header("RateLimit")).matches("\"ordinary\";r=[0-9]+;t=[0-9]+");
                assertThat(last.header("X-RateLimit-Limit")).isEqualTo(String.valueOf(FIRM_NEEDS));
                last = owner.get("/v1/tenant");
            }

            last.is(429);
            assertThat(last.header("X-RateLimit-Remaining")).isEqualTo("0");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
            assertThat(Integer.parseInt(last.header("X-RateLimit-Reset"))).isBetween(1, 61);
        }
    }

    @Test
    void oneCredentialDoesNotUseUpAnothers() {
        try (Server server = MemoryServer.start(settings -> settings.limiting(Route.RateClass.ORDINARY, FIRM_NEEDS))) {
            Api api = MemoryServer.api(server);
            Client owner = api.aFirm().owner();
            int status = 200;
            while (status == 200) {
                status = owner.get("/v1/tenant").status();
            }

            api.aFirm().owner().get("/v1/tenant").is(200);
        }
    }

    @Test
    void eventsAreTakenHoweverManyComeAndWithoutSayingSo() {
        try (Server server = MemoryServer.start(settings -> settings.limiting(Route.RateClass.ORDINARY, FIRM_NEEDS))) {
            Api api = MemoryServer.api(server);
            Firm firm = api.aFirm();
            for (int i = 0; i < 2 * FIRM_NEEDS; i++) {
                Reply reply = firm.event("opened").is(201);
                assertThat(reply.headers().map()).doesNotContainKey("ratelimit");
            }
        }
    }

    @Test
    void guessingTheBootstrapTokenIsLimitedByAddress() {
        try (Server server = MemoryServer.start(settings -> settings.limiting(Route.RateClass.STRICT, 3))) {
            Api api = MemoryServer.api(server);
            for (int i = 0; i < 3; i++) {
                api.bearer("guess" + i).post("/v1/tenants", "{}").is(401);
            }

            Reply refused =
                    api.bearer(api.bootstrapToken()).post("/v1/tenants", "{}").is(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void withoutABootstrapTokenNobodyMakesTenants() {
        try (Server server = MemoryServer.start(settings -> settings.bootstrapped(null))) {
            MemoryServer.api(server)
                    .bearer("")
                    .post("/v1/tenants", "{\"name\": \"a\", \"owner_email\": \"a@b.cd\"}")
                    .is(401);
        }
    }
}
