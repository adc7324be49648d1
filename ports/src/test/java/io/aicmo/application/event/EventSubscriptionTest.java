package io.aicmo.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.contract.TestClock;
import io.aicmo.port.contract.World;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much may wait for a reader, handed over by hand, so that nothing here takes any time. */
class EventSubscriptionTest {
    private static final TenantId TENANT = new TenantId(World.id());
    private static final int MOST = 3;

    private final EventHub hub = new EventHub(new InMemory().eventFeed(), new TestClock(World.NOW));
    private final EventSubscription stream = new EventSubscription(
            hub,
            new EventSubscription.Wish(TENANT, Topics.ALL, event -> true),
            EventPosition.START,
            EventPosition.START,
            MOST);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whileNothingComesAReaderHearsSilence() throws InterruptedException {
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(Next.Silence.class);
        assertThat(stream.isEnded()).isFalse();
    }

    @Test
    void asMuchAsMayWaitWaitsForASlowReader() throws InterruptedException {
        stream.offer(events(1, 2));
        stream.offer(events(3, 1));

        assertThat(stream.isEnded()).isFalse();
        assertThat(heard(3)).containsExactly(1L, 2L, 3L);
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(Next.Silence.class);
    }

    @Test
    void withOneMoreItIsDroppedHearsWhatGatheredWithoutAGapAndThenNothing() throws InterruptedException {
        stream.offer(events(1, 3));

        stream.offer(events(4, 1));
        stream.offer(events(5, 1));

        assertThat(stream.isEnded()).isTrue();
        assertThat(heard(3)).containsExactly(1L, 2L, 3L);
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(Next.Over.class);
        assertThat(stream.next(Duration.ZERO)).isInstanceOf(Next.Over.class);
    }

    @Test
    void whoReadsMakesRoom() throws InterruptedException {
        for (int number = 1; number <= 10 * MOST; number += MOST) {
            stream.offer(events(number, MOST));
            heard(MOST);
        }

        assertThat(stream.isEnded()).isFalse();
    }

    private List<Long> heard(int many) throws InterruptedException {
        List<Long> heard = new ArrayList<>();
        while (heard.size() < many) {
            Next next = stream.next(Duration.ZERO);
            assertThat(next).isInstanceOf(Next.Events.class);
            ((Next.Events) next)
                    .events()
                    .forEach(event -> heard.add(event.position().number()));
        }
        return heard;
    }

    private static Next.Events events(int first, int many) {
        List<StreamedEvent> events = new ArrayList<>();
        for (int number = first; number < first + many; number++) {
            DomainEvent event =
                    new DomainEvent(new EventId(World.id()), "plan.created", World.NOW, 0, Map.of("number", number));
            events.add(new StreamedEvent(new Told(TENANT, new EventPosition(number, 0), event)));
        }
        return new Next.Events(events);
    }
}
