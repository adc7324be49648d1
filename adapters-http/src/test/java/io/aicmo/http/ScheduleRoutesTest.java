package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.job.FireSchedules;
import io.aicmo.application.job.Schedules;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.port.Ids;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What runs by the clock, over HTTP. */
class ScheduleRoutesTest {
    private static final String WEEKLY = "/v1/scheduled-jobs/cmo-cron-weekly";
    private static final String FUNCTION = "/functions/v1/cmo-cron-weekly";

    private final InMemory memory = new InMemory();
    private Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(passed);
    private final Server server =
            MemoryServer.start(settings -> settings, MemoryServer.hexagon(memory, clock), Server.Operations.none());
    private final Api api = MemoryServer.api(server);
    private final Firm firm = api.aFirm();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNewTenantHasNoSchedulesUntilSomebodyHasLookedAtTheClock() {
        assertThat(firm.owner().get("/v1/scheduled-jobs").is(200).at("/data")).isEmpty();
        firm.owner().post(WEEKLY + "/pause").is(404);

        look();

        assertThat(firm.owner().get("/v1/scheduled-jobs").is(200).textAt("/data/0/rhythm"))
                .isEqualTo("weekly on monday at 06:00");
    }

    @Test
    void aScheduleIsPausedAndGoesOn() {
        look();

        assertThat(firm.owner().post(WEEKLY + "/pause").is(200).at("/paused_at").isString())
                .isTrue();
        assertThat(firm.owner()
                        .post(WEEKLY + "/resume")
                        .is(200)
                        .at("/paused_at")
                        .isNull())
                .isTrue();
        firm.user("rep").post(WEEKLY + "/pause").is(403);
        firm.owner().post("/v1/scheduled-jobs/nothing/pause").is(404);
    }

    @Test
    void aScheduleRunsAtOnceAsAJob() {
        look();

        String job = firm.owner().post(WEEKLY + "/run").is(202).textAt("/job_id");

        assertThat(firm.owner().get("/v1/jobs/" + job).is(200).textAt("/kind")).isEqualTo("cmo-cron-weekly");
        assertThat(firm.owner().get("/v1/scheduled-jobs").is(200).textAt("/data/0/last_job_id"))
                .isEqualTo(job);
        assertThat(Instant.parse(firm.owner().get("/v1/scheduled-jobs").is(200).textAt("/data/0/next_at")))
                .isAfter(clock.instant());
    }

    @Test
    void theServiceHasAFunctionRunForOneTenantAtOnce() {
        String body = "{\"tenant_id\": \"" + firm.id("tenant") + "\"}";

        String job = api.service().post(FUNCTION, body).is(202).textAt("/job_id");
        String again = api.service().post(FUNCTION, body).is(202).textAt("/job_id");

        assertThat(again).isEqualTo(job);
        assertThat(firm.owner().get("/v1/jobs/" + job).is(200).textAt("/kind")).isEqualTo("cmo-cron-weekly");
        api.service()
                .post(FUNCTION, "{\"tenant_id\": \"" + UUID.randomUUID() + "\"}")
                .refuses(422, "/tenant_id");
    }

    @Test
    void theServiceHasAFunctionRunOnceForEverybodyWhoseTimeHasCome() {
        look();
        passed = Duration.ofDays(8);

        assertThat(api.service().post(FUNCTION, "{}").is(202).at("/jobs").intValue())
                .isEqualTo(1);
        assertThat(api.service().post(FUNCTION, "{}").is(202).at("/jobs").intValue())
                .isZero();
    }

    @Test
    void theServicesTokenIsNotForBrowsers() {
        api.service()
                .with("Origin", "https://app.example.com")
                .post(FUNCTION, "{}")
                .is(403);
        api.service().with("Sec-Fetch-Mode", "cors").post(FUNCTION, "{}").is(403);
        firm.owner().post(FUNCTION, "{}").is(401);
    }

    private void look() {
        new FireSchedules(Schedules.ALL, memory.schedules(), Ids.timeOrdered(clock), clock).handle();
    }
}
