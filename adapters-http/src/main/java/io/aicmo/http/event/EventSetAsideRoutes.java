package io.aicmo.http.event;

import io.aicmo.application.event.RetryEvents;
import io.aicmo.application.event.RetryEvents.Result;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that a listener failed at time and again. They stay here, however long ago they happened, until somebody has them
 * told anew and the listener handles them, or dismisses them.
 */
public final class EventSetAsideRoutes {
    private static final Permission MAY = Permission.SETTINGS_WRITE;

    private final RetryEvents retryEvents;
    private final Resource<EventSetAsideId, EventSetAside, EventSetAsideView> events;

    public EventSetAsideRoutes(Hexagon hexagon) {
        this.retryEvents = new RetryEvents(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.jobs(),
                hexagon.listeners(),
                hexagon.ids(),
                hexagon.clock());
        this.events = Resource.of(
                        hexagon,
                        RecordTypes.EVENTS_SET_ASIDE,
                        EventSetAsideId.class,
                        EventSetAsideView.class,
                        EventSetAsideView::of)
                .in((tx, event) -> RetryEvents.workspace(tx.actor(), event))
                .readable(MAY)
                .deletable(MAY);
    }

    /**
     * An event that was set aside.
     *
     * @param listener who failed at it
     * @param workspaceId where it happened, or null for what belongs to the tenant as a whole
     * @param tries how often the listener was told in vain
     * @param error what it said the last time
     */
    record EventSetAsideView(
            EventSetAsideId id,
            String listener,
            EventId eventId,
            String eventType,
            @Nullable WorkspaceId workspaceId,
            Instant occurredAt,
            Instant setAsideAt,
            int tries,
            String error,
            Instant updatedAt,
            long version) {
        static EventSetAsideView of(EventSetAside event) {
            return new EventSetAsideView(
                    event.id(),
                    event.listener(),
                    event.eventId(),
                    event.eventType(),
                    event.workspaceId(),
                    event.occurredAt(),
                    event.setAsideAt(),
                    event.tries(),
                    event.error(),
                    event.updatedAt(),
                    event.version());
        }
    }

    /**
     * What came of telling it anew.
     *
     * @param handled whether the listener handled it; then it is not set aside any more
     * @param tries how often it was told in vain
     * @param error why it failed again, or null
     */
    record EventRetried(
            EventSetAsideId id,
            boolean handled,
            int tries,
            @Nullable String error) {
        static EventRetried of(Result result) {
            return switch (result) {
                case Result.Handled(EventSetAside event) -> new EventRetried(event.id(), true, event.tries(), null);
                case Result.FailedAgain(EventSetAside event) ->
                    new EventRetried(event.id(), false, event.tries(), event.error());
            };
        }
    }

    /**
     * Asks for everything to be told anew that was set aside for a listener.
     *
     * @param eventType only events of this type
     */
    record RetrySetAside(
            @Size(min = 1, max = 200) String listener,
            @Nullable @Size(min = 1, max = 100) String eventType) {}

    /** The job that will do it. */
    record RetryJob(JobId jobId) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(events.routes());
        routes.add(Route.post("/v1/events/set-aside/{id}/retry")
                .may(MAY)
                .says("Tells an event again to the listener that failed at it: if it is handled, it is not set aside"
                        + " any more; if not, it stays with the new error.")
                .answers(200, EventRetried.class)
                .by(this::retry));
        routes.add(Route.post("/v1/events/set-aside/retry")
                .may(MAY)
                .says("Tells a listener again everything that was set aside for it, the oldest first.")
                .takes(RetrySetAside.class)
                .answers(202, RetryJob.class)
                .by(this::retryAll));
        return routes;
    }

    private Answer retry(Call call) {
        return Answer.ok(EventRetried.of(retryEvents.one(call.actor(), call.id(EventSetAsideId.class))));
    }

    private Answer retryAll(Call call, RetrySetAside body) {
        JobId job = retryEvents.request(call.actor(), body.listener, body.eventType);
        return Answer.of(202, new RetryJob(job)).header("Location", "/v1/jobs/" + job);
    }
}
