package io.aicmo.application.event;

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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is told on to the streams that are open on this node. It reads the feed once for all of them, and only
 * while there are any: what anybody wants, of the tenants that anybody is of.
 */
public final class EventHub implements AutoCloseable {
    /** How long after the last look it looks again, if nobody wakes it: a bell may not have been heard. */
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** How soon it looks again for what was told already and is not settled yet. */
    private static final Duration SOON = Duration.ofMillis(5);

    private static final int MOST = 1_000;
    private static final int MOST_STREAMS = 5_000;
    private static final System.Logger LOG = System.getLogger(EventHub.class.getName());

    private final EventFeed feed;
    private final Map<TenantId, Set<EventSubscription>> open = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private EventPosition at = EventPosition.START;
    private volatile boolean closed;

    public EventHub(EventFeed feed) {
        this.feed = feed;
        this.thread = Thread.ofVirtual().name("aicmo-event-hub").start(this::run);
    }

    /**
     * Opens a stream of what is told from now on, or after a position.
     *
     * @param visible which of these events the reader may and wants to see
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
            EventSubscription subscription = new EventSubscription(this, tenant, topics, visible, from, at, most);
            open.computeIfAbsent(tenant, first -> ConcurrentHashMap.newKeySet()).add(subscription);
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
            open.computeIfPresent(subscription.tenant(), (tenant, some) -> {
                some.remove(subscription);
                return some.isEmpty() ? null : some;
            });
        } finally {
            lock.unlock();
        }
    }

    /** What was told before a stream was opened, for its backlog. */
    Reading read(TenantId tenant, Topics topics, EventPosition after, long upTo, int most) {
        return feed.read(new Wanted(Set.of(tenant), topics), after, upTo, most);
    }

    private void run() {
        Duration pause = INTERVAL;
        while (await(pause)) {
            try {
                pause = pass() ? SOON : INTERVAL;
            } catch (Unavailable away) {
                LOG.log(System.Logger.Level.DEBUG, "no events can be read now", away);
                pause = INTERVAL;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "events could not be handed on", e);
                pause = INTERVAL;
            }
        }
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

    /** Reads on and hands out; whether more is to be had soon. */
    private boolean pass() {
        Horizon horizon = feed.horizon();
        boolean more;
        do {
            more = step(horizon);
        } while (more);
        return horizon.behind();
    }

    /** Whoever opens a stream meanwhile begins before or after what is read here, never in the middle. */
    private boolean step(Horizon horizon) {
        lock.lock();
        try {
            if (open.isEmpty() || horizon.number() < at.number()) {
                return false;
            }
            Reading reading = feed.read(new Wanted(Set.copyOf(open.keySet()), topics()), at, horizon.number(), MOST);
            for (Told told : reading.events()) {
                open.getOrDefault(told.tenant(), Set.of()).forEach(subscription -> subscription.offer(told));
            }
            at = reading.upTo();
            return at.number() < horizon.number();
        } finally {
            lock.unlock();
        }
    }

    private Topics topics() {
        Set<String> patterns = open.values().stream()
                .flatMap(Set::stream)
                .flatMap(subscription -> subscription.topics().patterns().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return patterns.size() > Topics.MOST ? Topics.ALL : new Topics(List.copyOf(patterns));
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
