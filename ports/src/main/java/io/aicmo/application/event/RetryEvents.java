package io.aicmo.application.event;

import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners anew what was set aside for them: one event at once, or many as a job. What a listener does then and that
 * the event is gone are kept together or not at all; if it fails again, the event stays, with the new error and one try
 * more.
 */
public final class RetryEvents {
    /**
     * Which events.
     *
     * @param listener those that were set aside for it
     * @param eventType only those of this type, or null for all
     * @param workspaceIds only those of these workspaces; all, if there are none
     * @param requestedAt what was tried after that is left alone, so that a second run repeats nothing
     */
    public record Payload(
            String listener, @Nullable String eventType, List<WorkspaceId> workspaceIds, Instant requestedAt) {}

    public static final JobKind<Payload> JOB = JobKind.of("event-retry", Payload.class);

    /** What came of a try. */
    public sealed interface Result {
        /** The listener handled it, and the event is not set aside any more. */
        record Handled(EventSetAside event) implements Result {}

        /** The listener failed again; the event as it is kept now. */
        record FailedAgain(EventSetAside event) implements Result {}
    }

    private static final System.Logger LOG = System.getLogger(RetryEvents.class.getName());

    private final Transactions transactions;
    private final RecordStore<EventSetAsideId, EventSetAside> aside;
    private final JobStore jobs;
    private final Map<String, EventListener> listeners;
    private final Ids ids;
    private final InstantSource clock;

    /** @param listeners who can be told */
    public RetryEvents(
            Transactions transactions,
            Records records,
            JobStore jobs,
            Collection<EventListener> listeners,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.aside = records.of(RecordTypes.EVENTS_SET_ASIDE);
        this.jobs = jobs;
        this.listeners =
                listeners.stream().collect(Collectors.toUnmodifiableMap(EventListener::name, Function.identity()));
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The workspace in which it happened, or null for what belongs to the tenant as a whole.
     *
     * @throws Forbidden for whoever may enter some workspaces only, if it belongs to the tenant as a whole
     */
    public static @Nullable WorkspaceId workspace(Actor actor, EventSetAside event) {
        if (event.workspaceId() == null && !actor.workspaces().isEmpty()) {
            throw new Forbidden("what happened in no workspace is for credentials that may enter every workspace");
        }
        return event.workspaceId();
    }

    /**
     * Tells one event to its listener, in the transaction in which it is removed.
     *
     * @throws NotFound if no such event is set aside
     * @throws Forbidden if the actor may not enter its workspace
     * @throws Rejected {@code listener.unknown}, if its listener is not there any more
     * @throws Unavailable if what the listener needs is away; this is no try
     */
    public Result one(Actor actor, EventSetAsideId id) {
        Actor service = Actor.system(actor.tenant());
        try {
            return transactions.write(service, tx -> {
                EventSetAside event = aside.lock(tx, id);
                WorkspaceId workspace = workspace(actor, event);
                if (workspace != null) {
                    actor.checkWorkspace(workspace);
                }
                tell(tx, declared(event.listener()), event);
                aside.delete(tx, id, clock.instant());
                return new Result.Handled(event);
            });
        } catch (Failure again) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a listener failed again at event " + id + " that was set aside",
                    again);
            return transactions.write(
                    service,
                    tx -> new Result.FailedAgain(aside.update(
                            tx, aside.lock(tx, id).failedAgain(String.valueOf(again.getCause()), clock.instant()))));
        }
    }

    /** A listener's failure, told from refusals of what was asked for. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(RuntimeException cause) {
            super(cause);
        }
    }

    private static void tell(Tx tx, EventListener listener, EventSetAside event) {
        try {
            listener.handler().handle(Actor.system(tx.tenant()).within(tx), List.of(event.event()));
        } catch (Unavailable away) {
            throw away;
        } catch (RuntimeException e) {
            throw new Failure(e);
        }
    }

    private EventListener declared(String listener) {
        EventListener known = listeners.get(listener);
        if (known == null) {
            throw Rejected.of("listener.unknown", "there is no listener of this name any more");
        }
        return known;
    }

    /**
     * Enqueues the job that tells a listener everything that was set aside for it and that the actor may see, the oldest
     * first.
     *
     * @param eventType only events of this type, or null for all
     * @throws Rejected {@code listener.unknown}
     */
    public JobId request(Actor actor, String listener, @Nullable String eventType) {
        if (!listeners.containsKey(listener)) {
            throw Rejected.field("listener", "listener.unknown", "there is no listener of this name");
        }
        Instant now = clock.instant();
        Payload payload = new Payload(listener, eventType, List.copyOf(actor.workspaces()), now);
        return transactions.write(actor, tx -> jobs.enqueue(tx, JOB.job(new JobId(ids.next()), payload, now)));
    }

    /** Does the job. */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        int handled = 0;
        int failed = 0;
        @Nullable Position after = null;
        do {
            ListQuery part = query(what).after(after);
            Page<EventSetAside> page = transactions.read(run.actor(), tx -> aside.list(tx, part));
            for (EventSetAside event : page.data()) {
                run.checkCancelled();
                if (!event.updatedAt().isAfter(what.requestedAt)) {
                    Optional<Result> result = again(run.tenant(), event);
                    handled += result.filter(Result.Handled.class::isInstance).isPresent() ? 1 : 0;
                    failed +=
                            result.filter(Result.FailedAgain.class::isInstance).isPresent() ? 1 : 0;
                }
            }
            after = page.next();
            run.progress(handled + failed, handled + failed + (after == null ? 0 : 1));
        } while (after != null);
        return Map.of("handled", handled, "failed", failed);
    }

    private static ListQuery query(Payload what) {
        Map<String, Object> filters = new HashMap<>(Map.of("listener", what.listener));
        if (what.eventType != null) {
            filters.put("eventType", what.eventType);
        }
        if (!what.workspaceIds.isEmpty()) {
            filters.put("workspaceId", what.workspaceIds);
        }
        return new ListQuery(filters, null, "createdAt", false, null, ListQuery.MAX_LIMIT);
    }

    /** Empty if somebody else had it told, or dismissed it, meanwhile. */
    private Optional<Result> again(TenantId tenant, EventSetAside event) {
        try {
            return Optional.of(one(Actor.system(tenant), event.id()));
        } catch (NotFound goneMeanwhile) {
            return Optional.empty();
        }
    }
}
