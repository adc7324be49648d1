package io.aicmo.application.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventPosition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One open stream: first what was told before it was opened, as far as its reader asked for it, then what comes. A reader
 * that lets too much gather is dropped: it is given what gathered, nothing is left out before, and then it is over; it
 * can open another stream from the last event that it heard.
 */
public final class EventSubscription implements AutoCloseable {
    private static final int PAGE = 25;

    /** What a reader was given. */
    public sealed interface Next {
        /** An event. */
        record Event(Told told) implements Next {}

        /** Nothing came. */
        record Silence() implements Next {}

        /** Nothing will come any more. */
        record Over() implements Next {}
    }

    private static final Next SILENCE = new Next.Silence();
    private static final Next OVER = new Next.Over();

    private final EventHub hub;
    private final TenantId tenant;
    private final Topics topics;
    private final Predicate<DomainEvent> visible;
    private final EventPosition liveFrom;
    private final LinkedBlockingQueue<Next> live;
    private final int most;
    private final Deque<Told> backlog = new ArrayDeque<>();
    private EventPosition at;
    private volatile boolean ended;

    EventSubscription(
            EventHub hub,
            TenantId tenant,
            Topics topics,
            Predicate<DomainEvent> visible,
            EventPosition from,
            EventPosition liveFrom,
            int most) {
        this.hub = hub;
        this.tenant = tenant;
        this.topics = topics;
        this.visible = visible;
        this.at = from;
        this.liveFrom = liveFrom;
        this.most = most;
        this.live = new LinkedBlockingQueue<>();
    }

    TenantId tenant() {
        return tenant;
    }

    Topics topics() {
        return topics;
    }

    /**
     * The next event. For one reader.
     *
     * @param patience how long to wait for one
     */
    public Next next(Duration patience) throws InterruptedException {
        while (backlog.isEmpty() && liveFrom.isAfter(at)) {
            Reading reading = hub.read(tenant, topics, at, liveFrom.number(), PAGE);
            reading.events().stream().filter(told -> visible.test(told.event())).forEach(backlog::add);
            at = reading.upTo();
        }
        Told old = backlog.poll();
        return old != null ? new Next.Event(old) : live(patience);
    }

    private Next live(Duration patience) throws InterruptedException {
        while (true) {
            Next next = live.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    return SILENCE;
                }
                case Next.Event event -> {
                    if (event.told.position().isAfter(at)) {
                        at = event.told.position();
                        return event;
                    }
                }
                default -> {
                    live.add(OVER);
                    return OVER;
                }
            }
        }
    }

    /** Takes what comes, while there is room for it. */
    void offer(Told told) {
        if (ended || !topics.match(told.event().type()) || !visible.test(told.event())) {
            return;
        }
        if (live.size() >= most) {
            end();
        } else {
            live.add(new Next.Event(told));
        }
    }

    /** Has it be over after what gathered. */
    void end() {
        ended = true;
        live.add(OVER);
    }

    /** Whether it was dropped, or the node stops. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        hub.close(this);
    }
}
