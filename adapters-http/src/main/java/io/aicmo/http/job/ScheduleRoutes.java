package io.aicmo.http.job;

import io.aicmo.application.job.ControlSchedule;
import io.aicmo.application.job.Schedules;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Route;
import io.aicmo.port.job.Schedule;
import io.aicmo.port.job.ScheduledJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs by the clock, for each tenant by its own. */
public final class ScheduleRoutes {
    private final Hexagon hexagon;
    private final ControlSchedule control;

    public ScheduleRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.control = control(hexagon);
    }

    static ControlSchedule control(Hexagon hexagon) {
        return new ControlSchedule(
                Schedules.ALL,
                hexagon.transactions(),
                hexagon.schedules(),
                hexagon.jobs(),
                hexagon.tenants(),
                hexagon.ids(),
                hexagon.clock());
    }

    /** A schedule of the tenant. */
    record ScheduleView(
            String name,
            String purpose,
            String rhythm,
            Instant nextAt,
            @Nullable Instant lastAt,
            @Nullable JobId lastJobId,
            @Nullable Instant pausedAt) {
        static ScheduleView of(Schedule declared, ScheduledJob kept) {
            return new ScheduleView(
                    kept.name(),
                    declared.purpose(),
                    declared.rhythm().words(),
                    kept.nextAt(),
                    kept.lastAt(),
                    kept.lastJob(),
                    kept.pausedAt());
        }
    }

    /** The job that runs now. */
    record RunView(JobId jobId) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/scheduled-jobs")
                        .may(Permission.MARKETING_READ)
                        .says("Lists what runs by the clock, and when.")
                        .answers(200, ListOf.class, ScheduleView.class)
                        .by(this::list),
                Route.post("/v1/scheduled-jobs/{name}/pause")
                        .may(Permission.MARKETING_WRITE)
                        .says("Pauses a schedule.")
                        .answers(200, ScheduleView.class)
                        .by(call -> shown(control.pause(call.actor(), call.path("name")))),
                Route.post("/v1/scheduled-jobs/{name}/resume")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has a paused schedule go on; what was missed is not made up for.")
                        .answers(200, ScheduleView.class)
                        .by(call -> shown(control.resume(call.actor(), call.path("name")))),
                Route.post("/v1/scheduled-jobs/{name}/run")
                        .may(Permission.MARKETING_WRITE)
                        .says("Has a schedule run at once, beside its times.")
                        .answers(202, RunView.class)
                        .by(call -> Answer.of(202, new RunView(control.run(call.actor(), call.path("name"))))));
    }

    private Answer list(Call call) {
        List<ScheduleView> views =
                hexagon
                        .transactions()
                        .read(call.actor(), tx -> hexagon.schedules().list(tx))
                        .stream()
                        .flatMap(kept -> declared(kept).stream().map(one -> ScheduleView.of(one, kept)))
                        .toList();
        return Answer.ok(new ListOf<>(views, null));
    }

    private static Answer shown(ScheduledJob kept) {
        return Answer.ok(declared(kept).stream()
                .map(one -> ScheduleView.of(one, kept))
                .findFirst()
                .orElseThrow());
    }

    /** Empty for one that was kept by a version that still had it. */
    private static List<Schedule> declared(ScheduledJob kept) {
        return Schedules.ALL.stream()
                .filter(one -> one.name().equals(kept.name()))
                .toList();
    }
}
