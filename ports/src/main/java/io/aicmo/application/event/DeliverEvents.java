package io.aicmo.application.event;

import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventCursors;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventFeed.Wanted;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventListener.Interest;
import io.aicmo.port.event.EventPosition;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Tells a listener what it has not heard. It moves on only after the listener has handled what it was told, so a node
 * that dies has some of it told again. A listener that fails is told again, holds nobody else up, and after
 * {@value #TRIES} tries of one event that event is set aside for it; see {@link RetryEvents}.
 */
public final class DeliverEvents {
    /** How often one event is told to a listener that fails. */
    public static final int TRIES = 5;

    private static final int MOST = 500;
    /** With more tenants than these it reads what everybody told. */
    private static final int MOST_NAMED = 1_000;

    private final Transactions transactions;
    private final EventFeed feed;
    private final EventCursors cursors;
    private final RecordStore<EventSetAsideId, EventSetAside> aside;
    private final Ids ids;
    private final InstantSource clock;
    private final BiConsumer<EventListener, RuntimeException> failures;
    /** How often the event was told in vain that each listener fails at. */
    private final Map<String, Failing> failing = new ConcurrentHashMap<>();

    private record Failing(EventPosition at, int tries, String error) {
        Failing again(Failing now) {
            return at.equals(now.at) ? new Failing(at, tries + 1, now.error) : now;
        }
    }

    /** @param failures is told of each listener that failed at one event, and why */
    public DeliverEvents(
            Transactions transactions,
            EventFeed feed,
            EventCursors cursors,
            Records records,
            Ids ids,
            InstantSource clock,
            BiConsumer<EventListener, RuntimeException> failures) {
        this.transactions = transactions;
        this.failures = failures;
        this.feed = feed;
        this.cursors = cursors;
        this.aside = records.of(RecordTypes.EVENTS_SET_ASIDE);
        this.ids = ids;
        this.clock = clock;
    }

    /** How it went. */
    public enum Result {
        /** There was nothing new. */
        IDLE,
        /** There may be more. */
        MORE,
        /** The listener failed; try again in a while. */
        FAILED
    }

    /**
     * Tells some of what is new. For one listener by one thread at a time.
     *
     * @throws Unavailable if the database is away
     */
    public Result handle(EventListener listener) {
        EventFeed.Horizon horizon = feed.horizon();
        EventPosition from = cursors.position(listener.name(), horizon.number());
        Reading reading = read(listener, from, horizon.number());
        EventPosition to = from;
        boolean failed = false;
        for (List<Told> some : runs(reading.events())) {
            EventPosition reached = tell(listener, some, to);
            to = reached;
            if (!reached.equals(last(some))) {
                failed = true;
                break;
            }
        }
        if (!failed) {
            to = reading.upTo();
        }
        if (to.isAfter(from)) {
            cursors.advance(listener.name(), from, to);
        }
        if (failed) {
            return Result.FAILED;
        }
        return reading.events().isEmpty() && reading.upTo().number() >= horizon.number() && !horizon.behind()
                ? Result.IDLE
                : Result.MORE;
    }

    private Reading read(EventListener listener, EventPosition from, long upTo) {
        Interest interest = listener.interest();
        Set<TenantId> tenants = interest == null || from.number() >= upTo ? null : feed.tenantsWith(interest);
        if (tenants != null && tenants.isEmpty()) {
            return new Reading(List.of(), EventPosition.endOf(upTo));
        }
        return feed.read(
                new Wanted(tenants == null || tenants.size() > MOST_NAMED ? null : tenants, listener.topics()),
                from,
                upTo,
                MOST);
    }

    /** Events of the same tenant that follow one another. */
    private static List<List<Told>> runs(List<Told> events) {
        List<List<Told>> runs = new ArrayList<>();
        for (Told one : events) {
            List<Told> run = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (run == null || !run.get(0).tenant().equals(one.tenant())) {
                run = new ArrayList<>();
                runs.add(run);
            }
            run.add(one);
        }
        return runs;
    }

    /** Tells them together, or else each alone; up to where it came. */
    private EventPosition tell(EventListener listener, List<Told> some, EventPosition before) {
        if (some.size() > 1 && wasHandled(listener, some)) {
            return last(some);
        }
        EventPosition reached = before;
        for (Told one : some) {
            if (!wasHandled(listener, List.of(one)) && !isGivenUp(listener, one)) {
                return reached;
            }
            reached = one.position();
        }
        return reached;
    }

    private boolean wasHandled(EventListener listener, List<Told> some) {
        TenantId tenant = some.get(0).tenant();
        try {
            listener.handler()
                    .handle(Actor.system(tenant), some.stream().map(Told::event).toList());
            return true;
        } catch (Unavailable away) {
            throw away;
        } catch (RuntimeException e) {
            if (some.size() == 1) {
                failures.accept(listener, e);
                failing.merge(listener.name(), new Failing(some.get(0).position(), 1, e.toString()), Failing::again);
            }
            return false;
        }
    }

    private boolean isGivenUp(EventListener listener, Told one) {
        Failing now = failing.get(listener.name());
        if (now == null || now.tries < TRIES) {
            return false;
        }
        transactions.write(Actor.system(one.tenant()), tx -> {
            if (!isSetAside(tx, listener, one)) {
                setAside(tx, listener, one, now);
            }
            return one;
        });
        failing.remove(listener.name());
        return true;
    }

    /** Whether a node set it aside that died before it could move the listener on; then it stays as it is. */
    private boolean isSetAside(Tx tx, EventListener listener, Told one) {
        ListQuery same = ListQuery.newest(1)
                .where("listener", listener.name())
                .where("eventId", one.event().id());
        return !aside.list(tx, same).data().isEmpty();
    }

    private void setAside(Tx tx, EventListener listener, Told one, Failing now) {
        EventSetAsideId id = new EventSetAsideId(ids.next());
        aside.insert(tx, EventSetAside.of(id, listener.name(), one.event(), now.tries, now.error, clock.instant()));
    }

    private static EventPosition last(List<Told> some) {
        return some.get(some.size() - 1).position();
    }
}
