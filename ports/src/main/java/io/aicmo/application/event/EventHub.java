package io.aicmo.application.event;

import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.application.event.EventSubscription.Wish;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventFeed.Horizon;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventFeed.Wanted;
import io.aicmo.port.event.EventPosition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is told on to the streams that are open on this node. It reads the feed once for all of them, and only
 * while there are any: what anybody wants, of the tenants that anybody is of.
 *
 * <p>It works in rounds. A lone event is handed on at once; while much happens, a round hands each stream all that has
 * gathered since the last one, so that live updates take a small part of the time from those who make things happen.
 */
public final class EventHub implements AutoCloseable {
    /** How long after the last look it looks again, if nobody wakes it: a bell may not have been heard. */
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** How soon it looks again for what was told already and is not settled yet. */
    private static final Duration SOON = Duration.ofMillis(5);
    /** A round costs at most a twentieth of the time, but no event waits for longer than a second. */
    private static final DutyCycle CYCLE = new DutyCycle(0.05, Duration.ofSeconds(1));
    /** About what it costs to wake a stream and write to it. */
    private static final Duration FOR_EACH_STREAM = Duration.ofNanos(100_000);

    private static final int MOST = 1_000;
    private static final int MOST_STREAMS = 5_000;
    private static final System.Logger LOG = System.getLogger(EventHub.class.getName());

    private final EventFeed feed;
    private final InstantSource clock;
    private final Map<TenantId, Set<EventSubscription>> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private EventPosition at = EventPosition.START;
    /** What anybody wants; null if that is to be found out anew. */
    private @Nullable Topics wanted;

    private volatile boolean closed;

    public EventHub(EventFeed feed, InstantSource clock) {
        this.feed = feed;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("aicmo-event-hub").start(this::run);
    }

    /**
     * Opens a stream of what is told from now on, or after a position.
     *
     * @param visible which of these events the reader may and wants to see; of predicates that are equal one is asked
     * @param after what was heard already, or null to hear what comes
     * @param most how many events may wait for a slow reader before it is dropped
     * @throws Unavailable if too many are open, or the node stops
     */
    public EventSubscription open(
            TenantId tenant, Topics topics, Predicate<DomainEvent> visible, @Nullable EventPosition after, int most) {
        lock.lock();
        try {
            if (streams() >= MOST_STREAMS || closed) {
                throw new Unavailable("this node has no room for another stream", Duration.ofSeconds(5));
            }
            EventPosition now = EventPosition.endOf(feed.horizon().number());
            if (open.isEmpty()) {
                at = now;
            }
            EventPosition from = after == null ? now : after;
            EventSubscription subscription =
                    new EventSubscription(this, new Wish(tenant, topics, visible), from, at, most);
            open.computeIfAbsent(tenant, first -> ConcurrentHashMap.newKeySet()).add(subscription);
            wanted = null;
            wake();
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    /** From where on events are still kept; see {@link EventFeed#keptFrom}. */
    public EventPosition keptFrom() {
        return feed.keptFrom();
    }

    /** How many streams are open. */
    public int streams() {
        return open.values().stream().mapToInt(Set::size).sum();
    }

    /** Has it look now. Never waits, so that anybody may call it. */
    public void wake() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    void close(EventSubscription subscription) {
        lock.lock();
        try {
            open.computeIfPresent(subscription.wish().tenant(), (tenant, some) -> {
                some.remove(subscription);
                return some.isEmpty() ? null : some;
            });
            wanted = null;
        } finally {
            lock.unlock();
        }
    }

    /** What was told before a stream was opened, for its backlog. */
    Reading read(TenantId tenant, Topics topics, EventPosition after, long upTo, int most) {
        return feed.read(new Wanted(Set.of(tenant), topics), after, upTo, most);
    }

    private void run() {
        Duration patience = INTERVAL;
        while (await(patience)) {
            Instant begun = clock.instant();
            Round round = round();
            patience = round.patience;
            Duration cost = Duration.between(begun, clock.instant()).plus(FOR_EACH_STREAM.multipliedBy(round.handed));
            // Whoever rings meanwhile is heard afterwards.
            LockSupport.parkNanos(CYCLE.restAfter(cost).toNanos());
        }
    }

    /**
     * What a round did.
     *
     * @param handed how often it handed something to a stream
     * @param patience how long to wait for the next one, if nobody wakes it
     */
    private record Round(int handed, Duration patience) {}

    private Round round() {
        try {
            return pass();
        } catch (Unavailable away) {
            LOG.log(System.Logger.Level.DEBUG, "no events can be read now", away);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "events could not be handed on", e);
        }
        return new Round(0, INTERVAL);
    }

    /** Waits for somebody to wake it or for the time to pass, and for as long as no stream is open. */
    private boolean await(Duration pause) {
        try {
            do {
                if (open.isEmpty()) {
                    bell.acquire();
                    bell.drainPermits();
                } else if (bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    bell.drainPermits();
                }
            } while (open.isEmpty() && !closed);
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reads on as far as the order is settled, and hands out. */
    private Round pass() {
        Horizon horizon = feed.horizon();
        int handed = 0;
        boolean more;
        do {
            lock.lock();
            try {
                more = !open.isEmpty() && at.number() < horizon.number();
                handed += more ? step(horizon) : 0;
            } finally {
                lock.unlock();
            }
        } while (more);
        return new Round(handed, horizon.behind() ? SOON : INTERVAL);
    }

    /** Whoever opens a stream meanwhile begins before or after what is read here, never in the middle. */
    private int step(Horizon horizon) {
        Reading reading = feed.read(new Wanted(Set.copyOf(open.keySet()), topics()), at, horizon.number(), MOST);
        int handed = 0;
        Map<TenantId, List<Told>> byTenant = reading.events().stream().collect(Collectors.groupingBy(Told::tenant));
        for (Map.Entry<TenantId, List<Told>> some : byTenant.entrySet()) {
            handed += hand(some.getValue(), open.getOrDefault(some.getKey(), Set.of()));
        }
        at = reading.upTo();
        return handed;
    }

    /** Hands a tenant's events to those of its streams that want some; how many these are. */
    private static int hand(List<Told> told, Set<EventSubscription> streams) {
        List<StreamedEvent> shared = told.stream().map(StreamedEvent::new).toList();
        Map<Wish, Next.Events> granted = new HashMap<>();
        int handed = 0;
        for (EventSubscription stream : streams) {
            Next.Events some = granted.computeIfAbsent(
                    stream.wish(),
                    wish -> new Next.Events(IntStream.range(0, told.size())
                            .filter(i -> wish.grants(told.get(i).event()))
                            .mapToObj(shared::get)
                            .toList()));
            if (!some.events().isEmpty()) {
                stream.offer(some);
                handed++;
            }
        }
        return handed;
    }

    private Topics topics() {
        Topics all = wanted;
        if (all == null) {
            Set<String> patterns = open.values().stream()
                    .flatMap(Set::stream)
                    .flatMap(subscription -> subscription.wish().topics().patterns().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            all = patterns.size() > Topics.MOST ? Topics.ALL : new Topics(List.copyOf(patterns));
            wanted = all;
        }
        return all;
    }

    /** Ends all streams. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            new ArrayList<>(open.values()).forEach(some -> some.forEach(EventSubscription::end));
            open.clear();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
