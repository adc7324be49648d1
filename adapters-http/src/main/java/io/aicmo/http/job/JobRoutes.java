package io.aicmo.http.job;

import io.aicmo.domain.shared.JobId;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import io.aicmo.port.NotFound;
import io.aicmo.port.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of work that is done later. */
public final class JobRoutes {
    private final Hexagon hexagon;

    public JobRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** How far a job is. */
    record Progress(int done, int total) {}

    /** A job. */
    record JobView(
            JobId id,
            String kind,
            Job.Status status,
            Progress progress,
            int tries,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            Instant createdAt,
            Instant updatedAt) {
        static JobView of(Job job) {
            return new JobView(
                    job.id(),
                    job.kind(),
                    job.status(),
                    new Progress(job.status() == Job.Status.SUCCEEDED ? 1 : 0, 1),
                    job.tries(),
                    job.error(),
                    job.result(),
                    job.createdAt(),
                    job.updatedAt());
        }
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/jobs/{id}")
                .may(new Access.Member())
                .says("Shows a job.")
                .answers(200, JobView.class)
                .by(this::show));
    }

    private Answer show(Call call) {
        JobId id = call.id(JobId.class);
        return hexagon.transactions()
                .read(call.actor(), tx -> hexagon.jobs().find(tx, id))
                .map(JobView::of)
                .map(Answer::ok)
                .orElseThrow(() -> new NotFound("job", id));
    }
}
