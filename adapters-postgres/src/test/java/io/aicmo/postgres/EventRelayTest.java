package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.postgres.event.EventRelay;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node at a time tells listeners, and another goes on where it stopped. In a database of its own. */
class EventRelayTest {
    private Postgres postgres;
    private Home home;

    @BeforeEach
    void open() throws SQLException {
        postgres = Postgres.open(TestDatabase.server().newDatabase(), TestDatabase.CHANNELS, InstantSource.system());
        home = new World(new PostgresAdapter(postgres)).aTenant();
    }

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void ofTwoNodesOneTellsEachListenerAndTheOtherTakesOver() {
        Queue<DomainEvent> here = new ConcurrentLinkedQueue<>();
        Queue<DomainEvent> there = new ConcurrentLinkedQueue<>();
        String name = World.word();
        postgres.eventCursors().position(name, settled());
        try (EventRelay one = postgres.eventRelay(List.of(listener(name, here)));
                EventRelay two = postgres.eventRelay(List.of(listener(name, there)))) {
            one.start();
            two.start();

            List<DomainEvent> first = tell(20);
            await(() -> here.size() + there.size() >= 20);
            assertThat(here.isEmpty() || there.isEmpty()).isTrue();
            assertThat(here.isEmpty() ? there : here).containsExactlyElementsOf(first);

            boolean led = !here.isEmpty();
            (led ? one : two).close();
            here.clear();
            there.clear();
            List<DomainEvent> then = tell(20);
            // What the one had not finished with when it was closed, the other hears once more.
            await(() -> (led ? there : here).containsAll(then));
            assertThat(led ? there : here)
                    .filteredOn(event -> !first.contains(event))
                    .containsExactlyElementsOf(then);
        }
    }

    @Test
    void whatIsOldIsForgottenOnceEverybodyHasHeardIt() {
        String listener = World.word();
        EventFeed feed = postgres.eventFeed();
        EventPosition before = postgres.eventCursors().position(listener, settled());
        tell(3);
        long told = settled();
        Instant later = World.NOW.plus(Duration.ofDays(1));

        assertThat(feed.forget(later)).isZero();
        postgres.eventCursors().advance(listener, before, EventPosition.endOf(told));
        assertThat(feed.forget(World.NOW.minus(Duration.ofDays(1)))).isZero();
        assertThat(feed.forget(later)).isPositive();
        assertThat(feed.read(EventFeed.Wanted.ALL, EventPosition.START, told, 1_000)
                        .events())
                .isEmpty();
        assertThat(feed.keptFrom().number()).isEqualTo(told);
    }

    private static EventListener listener(String name, Queue<DomainEvent> heard) {
        return new EventListener(name, "", Topics.of("plan.*"), null, (actor, events) -> heard.addAll(events));
    }

    private List<DomainEvent> tell(int events) {
        List<DomainEvent> told = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            DomainEvent event = EventTypes.PLAN_CREATED.event(
                    World.id(),
                    new PlanCreated(new PlanId(World.id()), home.workspace().id(), "draft"),
                    World.NOW);
            home.does(tx -> postgres.eventLog().publish(tx, event));
            told.add(event);
        }
        return told;
    }

    private long settled() {
        EventFeed.Horizon horizon = postgres.eventFeed().horizon();
        while (horizon.behind()) {
            horizon = postgres.eventFeed().horizon();
        }
        return horizon.number();
    }

    private static void await(BooleanSupplier soon) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!soon.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(soon.getAsBoolean()).isTrue();
    }
}
