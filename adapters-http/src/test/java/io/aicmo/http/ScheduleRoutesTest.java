package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.job.FireSchedules;
import io.aicmo.application.job.Schedules;
import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Firm;
import io.aicmo.port.Ids;
import io.aicmo.port.inmemory.InMemory;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What runs by the clock, over HTTP. */
class ScheduleRoutesTest {
    private static final String WEEKLY = "/v1/scheduled-jobs/cmo-cron-weekly";

    private final InMemory memory = new InMemory();
    private final InstantSource clock = InstantSource.system();
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

    private void look() {
        new FireSchedules(Schedules.ALL, memory.schedules(), Ids.timeOrdered(clock), clock).handle();
    }
}
