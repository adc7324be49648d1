package io.aicmo.http.job;

import io.aicmo.application.job.ControlJob;
import io.aicmo.application.messaging.DropWithJob;
import io.aicmo.application.messaging.HaltWithJob;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.application.webhook.FailWithJob;
import io.aicmo.application.webhook.LeaveWithJob;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.workflow.EndWithJob;
import io.aicmo.application.workflow.RunWorkflow;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Access;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Cursors;
import io.aicmo.http.Hexagon;
import io.aicmo.http.ListOf;
import io.aicmo.http.Listing;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore.Filter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of work that is done later. Whoever may write marketing sees every job of the tenant; all others see those
 * that they asked for.
 */
public final class JobRoutes {
    private static final Parameter<String> KIND = Parameter.text("kind", 100, "Only those of this kind.");
    private static final Parameter<String> STATUS = Parameter.oneOf(
            "status",
            Arrays.stream(Job.Status.values()).map(Job.Status::word).toList(),
            "Only those with this status.");

    private final Hexagon hexagon;
    private final ControlJob controlJob;

    public JobRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        RunWorkflow runWorkflow = new RunWorkflow(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.jobs(),
                hexagon.workflowActions(),
                hexagon.ids(),
                hexagon.clock());
        this.controlJob = new ControlJob(
                hexagon.jobs(),
                List.of(
                        new EndWithJob(hexagon.records(), runWorkflow, hexagon.clock()),
                        new HaltWithJob(hexagon.messaging()),
                        new DropWithJob(hexagon.messaging(), SendMessage.EMAIL),
                        new DropWithJob(hexagon.messaging(), SendMessage.SLACK),
                        new FailWithJob(
                                hexagon.records(),
                                new QueueWebhooks(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock()),
                                hexagon.clock()),
                        new LeaveWithJob(hexagon.records(), hexagon.jobs(), hexagon.ids(), hexagon.clock())),
                hexagon.clock());
    }

    /** How far a job is. */
    record Progress(long done, long total) {}

    /** A job. */
    record JobView(
            JobId id,
            String kind,
            Job.Status status,
            Progress progress,
            int tries,
            @Nullable String error,
            @Nullable Map<String, Object> result,
            boolean cancelRequested,
            Instant dueAt,
            Instant createdAt,
            Instant updatedAt) {
        static JobView of(Job job) {
            return new JobView(
                    job.id(),
                    job.kind(),
                    job.status(),
                    new Progress(job.progress().done(), job.progress().total()),
                    job.tries(),
                    job.error(),
                    job.result(),
                    job.cancelRequested(),
                    job.dueAt(),
                    job.createdAt(),
                    job.updatedAt());
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/jobs")
                        .may(new Access.Member())
                        .says("Lists jobs, the newest first.")
                        .with(Listing.LIMIT, Listing.CURSOR, KIND, STATUS)
                        .answers(200, ListOf.class, JobView.class)
                        .by(this::list),
                Route.get("/v1/jobs/{id}")
                        .may(new Access.Member())
                        .says("Shows a job.")
                        .answers(200, JobView.class)
                        .by(this::show),
                Route.post("/v1/jobs/{id}/cancel")
                        .may(new Access.Member())
                        .says(
                                "Cancels a job: at once if it waits; if it runs, as soon as it can stop. A workflow ends with the"
                                        + " job of its step, the run of a sequence halts with it, and a message or webhook"
                                        + " is not sent.")
                        .answers(200, JobView.class)
                        .by(this::cancel),
                Route.post("/v1/jobs/{id}/retry")
                        .may(new Access.Member())
                        .says("Has a job that failed, died or was cancelled tried anew; a workflow or the run of a"
                                + " sequence goes on from its step.")
                        .answers(200, JobView.class)
                        .by(this::retry));
    }

    private Answer list(Call call) {
        String kind = call.query(KIND);
        String word = call.query(STATUS);
        Job.Status status = word == null ? null : Job.Status.valueOf(word.toUpperCase(Locale.ROOT));
        Filter filter = new Filter(
                kind, status, seesAll(call.actor()) ? null : call.actor().id());
        String name = "jobs" + filter;
        Position after = Cursors.read(call.query(Listing.CURSOR), name, String.class);
        Page<Job> page = hexagon.transactions()
                .read(
                        call.actor(),
                        tx -> hexagon.jobs()
                                .list(tx, filter, after, call.query(Listing.LIMIT, ListQuery.DEFAULT_LIMIT)));
        return Answer.ok(new ListOf<>(page.map(JobView::of).data(), Cursors.write(page.next(), name)));
    }

    private Answer show(Call call) {
        JobId id = call.id(JobId.class);
        return hexagon.transactions().read(call.actor(), tx -> Answer.ok(JobView.of(visible(tx, id))));
    }

    private Answer cancel(Call call) {
        JobId id = call.id(JobId.class);
        return hexagon.transactions().write(call.actor(), tx -> {
            visible(tx, id);
            return Answer.ok(JobView.of(controlJob.cancel(tx, id)));
        });
    }

    private Answer retry(Call call) {
        JobId id = call.id(JobId.class);
        return hexagon.transactions().write(call.actor(), tx -> {
            visible(tx, id);
            return Answer.ok(JobView.of(controlJob.retry(tx, id)));
        });
    }

    private Job visible(Tx tx, JobId id) {
        return hexagon.jobs()
                .find(tx, id)
                .filter(job -> seesAll(tx.actor())
                        || Objects.equals(job.askedBy(), tx.actor().id()))
                .orElseThrow(() -> new NotFound("job", id));
    }

    /** Jobs belong to no workspace, so whoever may enter only some sees what it asked for itself. */
    private static boolean seesAll(Actor actor) {
        return actor.may(Permission.MARKETING_WRITE) && actor.workspaces().isEmpty();
    }
}
