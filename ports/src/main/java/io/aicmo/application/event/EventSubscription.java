package io.aicmo.application.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.event.EventFeed.Reading;
import io.aicmo.port.event.EventPosition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One open stream: first what was told before it was opened, as far as its reader asked for it, then what comes. A reader
 * that lets too much gather is dropped: it is given what gathered, nothing is left out before, and then it is over; it
 * can open another stream from the last event that it heard.
 */
public final class EventSubscription implements AutoCloseable {
    private static final int PAGE = 100;

    /** What a reader was given. */
    public sealed interface Next {
        /** Events in their order, one at least. */
        record Events(List<StreamedEvent> events) implements Next {}

        /** Nothing came. */
        record Silence() implements Next {}

        /** Nothing will come any more. */
        record Over() implements Next {}
    }

    /**
     * What a stream wants. Of streams that want the same, it is found out once.
     *
     * @param visible which of these events the reader may and wants to see
     */
    record Wish(TenantId tenant, Topics topics, Predicate<DomainEvent> visible) {
        boolean grants(DomainEvent event) {
            return topics.match(event.type()) && visible.test(event);
        }
    }

    private static final Next SILENCE = new Next.Silence();
    private static final Next OVER = new Next.Over();

    private final EventHub hub;
    private final Wish wish;
    private final EventPosition liveFrom;
    private final LinkedBlockingQueue<Next> live = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int most;
    private EventPosition at;
    private volatile boolean ended;

    EventSubscription(EventHub hub, Wish wish, EventPosition from, EventPosition liveFrom, int most) {
        this.hub = hub;
        this.wish = wish;
        this.at = from;
        this.liveFrom = liveFrom;
        this.most = most;
    }

    Wish wish() {
        return wish;
    }

    /**
     * The next events. For one reader.
     *
     * @param patience how long to wait for some
     */
    public Next next(Duration patience) throws InterruptedException {
        while (liveFrom.isAfter(at)) {
            Reading reading = hub.read(wish.tenant, wish.topics, at, liveFrom.number(), PAGE);
            at = reading.upTo();
            List<StreamedEvent> old = reading.events().stream()
                    .filter(told -> wish.visible.test(told.event()))
                    .map(StreamedEvent::new)
                    .toList();
            if (!old.isEmpty()) {
                return new Next.Events(old);
            }
        }
        return live(patience);
    }

    private Next live(Duration patience) throws InterruptedException {
        while (true) {
            Next next = live.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    return SILENCE;
                }
                case Next.Events some -> {
                    waiting.addAndGet(-some.events.size());
                    Next.Events fresh = fresh(some);
                    if (fresh != null) {
                        return fresh;
                    }
                }
                default -> {
                    live.add(OVER);
                    return OVER;
                }
            }
        }
    }

    /** Those that the reader has not heard yet, or null if there are none. */
    private Next.@Nullable Events fresh(Next.Events some) {
        List<StreamedEvent> events = some.events;
        EventPosition before = at;
        EventPosition last = events.get(events.size() - 1).position();
        if (!last.isAfter(before)) {
            return null;
        }
        at = last;
        return events.get(0).position().isAfter(before)
                ? some
                : new Next.Events(events.stream()
                        .filter(event -> event.position().isAfter(before))
                        .toList());
    }

    /** Takes what comes, one event at least, while there is room for it. */
    void offer(Next.Events some) {
        if (ended) {
            return;
        }
        if (waiting.addAndGet(some.events.size()) > most) {
            end();
        } else {
            live.add(some);
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
