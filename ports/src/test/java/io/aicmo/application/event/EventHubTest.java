package io.aicmo.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.contract.Eventually;
import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.inmemory.InMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What open streams are handed. */
class EventHubTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Ids IDS = Ids.timeOrdered(InstantSource.system());
    private static final int PLENTY = 1_000;

    private final InMemory memory = new InMemory();
    private final EventHub hub = new EventHub(memory.eventFeed(), InstantSource.system());
    private final Actor mine = Actor.system(new TenantId(IDS.next()));
    private final Actor theirs = Actor.system(new TenantId(IDS.next()));

    /** Sees everything but some events; equal to others that see the same. */
    private record Except(Set<DomainEvent> hidden) implements Predicate<DomainEvent> {
        @Override
        public boolean test(DomainEvent event) {
            return !hidden.contains(event);
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void streamsThatWantTheSameShareAnEventThatIsWrittenOutOnce() throws InterruptedException {
        EventSubscription one = open(mine, Set.of());
        EventSubscription other = open(mine, Set.of());
        tell(mine, 1);

        StreamedEvent heard = heard(one).get(0);
        assertThat(heard(other)).containsExactly(heard);
        List<Told> written = new ArrayList<>();
        Function<Told, byte[]> form = told -> {
            written.add(told);
            return new byte[] {1};
        };
        assertThat(heard.as(form)).isSameAs(heard.as(form));
        assertThat(written).hasSize(1);
    }

    @Test
    void whatGatheredIsHandedOverTogetherAndInItsOrder() throws InterruptedException {
        EventSubscription stream = open(mine, Set.of());
        List<DomainEvent> told = tell(mine, 3);

        assertThat(ids(heard(stream))).containsExactlyElementsOf(idsOf(told));
    }

    @Test
    void aStreamIsHandedWhatItWantsOfItsOwnTenant() throws InterruptedException {
        Set<DomainEvent> hidden = new HashSet<>();
        List<DomainEvent> told = new ArrayList<>(events(3));
        hidden.add(told.get(1));
        EventSubscription stream = open(mine, hidden);
        EventSubscription ofAll = open(mine, Set.of());
        EventSubscription other = open(theirs, Set.of());
        publish(theirs, events(2));
        publish(mine, told);

        assertThat(ids(heard(ofAll))).containsExactlyElementsOf(idsOf(told));
        told.remove(1);
        assertThat(ids(heard(stream))).containsExactlyElementsOf(idsOf(told));
        assertThat(heard(other)).hasSize(2);
        assertThat(other.next(Duration.ZERO)).isInstanceOf(Next.Silence.class);
    }

    @Test
    void aReaderThatLetsTooMuchGatherIsDroppedAndGoesOnWhereItWas() throws InterruptedException {
        EventSubscription slow = open(mine, null, 2);
        EventSubscription quick = open(mine, Set.of());
        List<DomainEvent> first = tell(mine, 2);
        assertThat(heard(quick)).hasSize(2);
        tell(mine, 1);
        Eventually.holds(() -> assertThat(slow.isEnded()).isTrue());

        List<StreamedEvent> heard = heard(slow);
        assertThat(ids(heard)).containsExactlyElementsOf(idsOf(first));
        assertThat(slow.next(Duration.ZERO)).isInstanceOf(Next.Over.class);
        slow.close();

        EventSubscription again = open(mine, heard.get(1).position(), PLENTY);
        assertThat(heard(again).get(0).position().number())
                .isEqualTo(heard.get(1).position().number() + 1);
    }

    @Test
    void whoComesBackHearsWhatWasToldMeanwhileAndWhatComesEachOnce() throws InterruptedException {
        List<DomainEvent> told = new ArrayList<>(tell(mine, 150));
        told.addAll(tell(mine, 150));
        EventSubscription stream = open(mine, EventPosition.START, PLENTY);
        told.addAll(tell(mine, 20));
        told.addAll(tell(mine, 20));

        List<StreamedEvent> heard = new ArrayList<>();
        while (heard.size() < told.size()) {
            heard.addAll(heard(stream));
        }
        assertThat(ids(heard)).containsExactlyElementsOf(idsOf(told));
        assertThat(heard).extracting(StreamedEvent::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void streamsAreOverWhenTheNodeStops() throws InterruptedException {
        EventSubscription stream = open(mine, Set.of());

        hub.close();

        assertThat(stream.next(PATIENCE)).isInstanceOf(Next.Over.class);
        assertThat(hub.streams()).isZero();
    }

    private EventSubscription open(Actor actor, Set<DomainEvent> hidden) {
        return hub.open(actor.tenant(), Topics.ALL, new Except(hidden), null, PLENTY);
    }

    private EventSubscription open(Actor actor, @Nullable EventPosition after, int most) {
        return hub.open(actor.tenant(), Topics.ALL, new Except(Set.of()), after, most);
    }

    private static List<StreamedEvent> heard(EventSubscription stream) throws InterruptedException {
        Next next = stream.next(PATIENCE);
        assertThat(next).isInstanceOf(Next.Events.class);
        return ((Next.Events) next).events();
    }

    private static List<String> ids(List<StreamedEvent> heard) {
        return heard.stream()
                .map(event -> new String(event.as(EventHubTest::id), StandardCharsets.US_ASCII))
                .toList();
    }

    private static byte[] id(Told told) {
        return told.event().id().toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static List<String> idsOf(List<DomainEvent> events) {
        return events.stream().map(event -> event.id().toString()).toList();
    }

    private List<DomainEvent> tell(Actor actor, int many) {
        List<DomainEvent> events = events(many);
        publish(actor, events);
        return events;
    }

    private static List<DomainEvent> events(int many) {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            events.add(EventTypes.PLAN_CREATED.event(
                    IDS.next(), new PlanCreated(new PlanId(IDS.next()), new WorkspaceId(IDS.next()), "draft"), NOW));
        }
        return events;
    }

    private void publish(Actor actor, List<DomainEvent> events) {
        memory.transactions().write(actor, tx -> {
            memory.eventLog().publish(tx, events);
            return events;
        });
        hub.wake();
    }
}
