package io.aicmo.http.job;

import io.aicmo.application.job.ControlSchedule;
import io.aicmo.application.job.FireSchedules;
import io.aicmo.application.job.Schedules;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.job.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs by the clock, as functions, for whoever keeps another clock. Derived from the declared schedules. */
public final class ScheduledFunctionRoutes {
    private final Hexagon hexagon;
    private final ControlSchedule control;

    public ScheduledFunctionRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.control = ScheduleRoutes.control(hexagon);
    }

    /**
     * For whom it shall run.
     *
     * @param tenantId the tenant for whom it runs at once; if left out, everybody whose time has come
     */
    record ScheduleCall(@Nullable TenantId tenantId) {}

    /**
     * What was enqueued.
     *
     * @param jobs how many jobs; of nobody two for the same time
     * @param jobId the job, where one tenant was named
     */
    record ScheduleCalled(int jobs, @Nullable JobId jobId) {}

    public List<Route> routes() {
        return Schedules.ALL.stream().map(this::route).toList();
    }

    private Route route(Schedule schedule) {
        FireSchedules fireSchedules =
                new FireSchedules(List.of(schedule), hexagon.schedules(), hexagon.ids(), hexagon.clock());
        return Route.post("/functions/v1/" + schedule.name())
                .may(new Access.Service())
                .asFunction("cron", schedule.purpose())
                .takes(ScheduleCall.class)
                .answers(202, ScheduleCalled.class)
                .by((call, body) -> {
                    int due = fireSchedules.handle();
                    return Answer.of(
                            202,
                            body.tenantId == null
                                    ? new ScheduleCalled(due, null)
                                    : new ScheduleCalled(1, atOnce(schedule, body.tenantId)));
                });
    }

    private JobId atOnce(Schedule schedule, TenantId tenant) {
        try {
            return control.run(Actor.system(tenant), schedule.name());
        } catch (NotFound unknown) {
            throw Rejected.field("tenant_id", "tenant.unknown", "there is no tenant " + tenant);
        }
    }
}
