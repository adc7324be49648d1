package io.aicmo.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.event.DeliverEvents.Result;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventListener.Interest;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What listeners are told, and what becomes of one that fails. */
class DeliverEventsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
    private static final Ids IDS = Ids.timeOrdered(InstantSource.system());

    private final InMemory memory = new InMemory();
    private final DeliverEvents deliverEvents = deliverer();
    private final List<String> told = new ArrayList<>();
    private final Actor mine = Actor.system(new TenantId(IDS.next()));
    private final Actor theirs = Actor.system(new TenantId(IDS.next()));

    private DeliverEvents deliverer() {
        return new DeliverEvents(
                memory.transactions(),
                memory.eventFeed(),
                memory.eventCursors(),
                memory.records(),
                IDS,
                InstantSource.fixed(NOW),
                (listener, why) -> told.add(why.getMessage()));
    }

    @Test
    void aListenerIsToldOfEveryEventFromItsFirstDayOnOnceAndInOrder() {
        Recorder listener = new Recorder();
        tell(mine, 1);
        assertThat(deliver(listener)).isEqualTo(Result.IDLE);

        List<DomainEvent> first = tell(mine, 3);
        List<DomainEvent> then = tell(theirs, 2);

        assertThat(deliver(listener)).isEqualTo(Result.MORE);
        assertThat(deliver(listener)).isEqualTo(Result.IDLE);
        assertThat(listener.heard).containsExactlyElementsOf(List.of(first, then));
    }

    @Test
    void whatWasNotHandledIsToldAgainByWhoeverTakesOver() {
        Recorder listener = new Recorder();
        deliver(listener);
        List<DomainEvent> events = tell(mine, 2);
        listener.failing.add(events.get(1));

        assertThat(deliver(listener)).isEqualTo(Result.FAILED);
        assertThat(listener.heard).containsExactly(events.subList(0, 1));
        listener.failing.clear();
        assertThat(deliverer().handle(listener.declared())).isEqualTo(Result.MORE);

        assertThat(listener.heard).containsExactly(events.subList(0, 1), events.subList(1, 2));
    }

    @Test
    void oneThatFailsHoldsNobodyElseUp() {
        Recorder failing = new Recorder();
        Recorder other = new Recorder();
        deliver(failing);
        deliver(other);
        List<DomainEvent> events = tell(mine, 2);
        failing.failing.add(events.get(0));

        assertThat(deliver(failing)).isEqualTo(Result.FAILED);
        assertThat(deliver(other)).isEqualTo(Result.MORE);

        assertThat(other.heard).containsExactly(events);
    }

    @Test
    void anEventThatFailsTimeAndAgainIsSetAsideAndTheRestGoesOn() {
        Recorder listener = new Recorder();
        deliver(listener);
        List<DomainEvent> events = tell(mine, 3);
        listener.failing.add(events.get(1));

        for (int i = 1; i < DeliverEvents.TRIES; i++) {
            assertThat(deliver(listener)).isEqualTo(Result.FAILED);
        }
        assertThat(deliver(listener)).isEqualTo(Result.MORE);

        assertThat(listener.heard).containsExactly(events.subList(0, 1), events.subList(2, 3));
        List<EventSetAside> aside = setAside(mine);
        assertThat(aside).hasSize(1);
        assertThat(aside.get(0).event()).isEqualTo(events.get(1));
        assertThat(aside.get(0).listener()).isEqualTo(listener.name);
        assertThat(aside.get(0).tries()).isEqualTo(DeliverEvents.TRIES);
        assertThat(aside.get(0).error()).contains("cannot stand");
        assertThat(setAside(theirs)).isEmpty();
        assertThat(told).hasSize(DeliverEvents.TRIES).allMatch(why -> why.contains("cannot stand"));
    }

    @Test
    void whatIsToldAgainAfterItWasSetAsideBecauseANodeDiedIsSetAsideOnce() {
        Recorder listener = new Recorder();
        deliver(listener);
        EventPosition before = memory.eventCursors().position(listener.name, 0);
        listener.failing.add(tell(mine, 1).get(0));
        failAtIt(listener);

        memory.eventCursors().advance(listener.name, memory.eventCursors().position(listener.name, 0), before);
        failAtIt(listener);

        assertThat(setAside(mine)).hasSize(1);
    }

    @Test
    void whatWasSetAsideIsToldAnewLongAfterTheEventWasForgotten() {
        Recorder listener = new Recorder();
        deliver(listener);
        List<DomainEvent> events = tell(mine, 1);
        listener.failing.addAll(events);
        failAtIt(listener);
        assertThat(memory.eventFeed().forget(NOW.plus(Duration.ofDays(8)))).isEqualTo(1);
        listener.failing.clear();

        retry(listener).one(mine, setAside(mine).get(0).id());

        assertThat(listener.heard).containsExactly(events);
        assertThat(setAside(mine)).isEmpty();
    }

    private void failAtIt(Recorder listener) {
        for (int i = 1; i < DeliverEvents.TRIES; i++) {
            assertThat(deliver(listener)).isEqualTo(Result.FAILED);
        }
        assertThat(deliver(listener)).isEqualTo(Result.MORE);
    }

    private RetryEvents retry(Recorder listener) {
        return new RetryEvents(
                memory.transactions(),
                memory.records(),
                memory.jobs(),
                List.of(listener.declared()),
                IDS,
                InstantSource.fixed(NOW));
    }

    private List<EventSetAside> setAside(Actor actor) {
        return memory.transactions()
                .read(
                        actor,
                        tx -> memory.records()
                                .of(RecordTypes.EVENTS_SET_ASIDE)
                                .list(tx, ListQuery.newest(10))
                                .data());
    }

    @Test
    void onlyItsTopicsAreToldToAListener() {
        Recorder listener = new Recorder();
        EventListener deaf = new EventListener("leads only", "", Topics.of("lead.*"), null, listener::handle);
        deliverEvents.handle(deaf);
        tell(mine, 2);

        assertThat(deliverEvents.handle(deaf)).isEqualTo(Result.IDLE);
        assertThat(listener.heard).isEmpty();
    }

    @Test
    void whatHappenedWhereNobodyIsInterestedIsNotTold() {
        Recorder listener = new Recorder();
        Interest interest = new Interest(RecordTypes.WEBHOOK_ENDPOINTS, "enabled");
        EventListener serving = new EventListener("few", "", Topics.ALL, interest, listener::handle);
        deliverEvents.handle(serving);
        tell(mine, 1);
        assertThat(deliverEvents.handle(serving)).isEqualTo(Result.IDLE);

        memory.transactions()
                .write(
                        mine,
                        tx -> memory.records().of(RecordTypes.WEBHOOK_ENDPOINTS).insert(tx, endpoint()));
        tell(theirs, 1);
        List<DomainEvent> heard = tell(mine, 2);
        tell(theirs, 2);
        deliverEvents.handle(serving);

        assertThat(listener.heard).containsExactly(heard);
    }

    private static WebhookEndpoint endpoint() {
        return new WebhookEndpoint(
                new WebhookEndpointId(IDS.next()),
                "https://example.com/hooks",
                List.of("*"),
                null,
                null,
                true,
                new Sealed(Sealed.PREFIX + "keys"),
                null,
                null,
                "whpk_public",
                EndpointHealth.WELL,
                NOW,
                NOW,
                1,
                null);
    }

    @Test
    void whatIsOldIsForgottenUnlessAListenerHasNotHeardIt() {
        Recorder listener = new Recorder();
        deliver(listener);
        tell(mine, 1);
        tell(mine, 1);

        assertThat(memory.eventFeed().forget(NOW.plus(Duration.ofDays(1)))).isZero();
        deliver(listener);
        assertThat(memory.eventFeed().forget(NOW.minus(Duration.ofDays(1)))).isZero();
        assertThat(memory.eventFeed().forget(NOW.plus(Duration.ofDays(1)))).isEqualTo(2);
        assertThat(memory.eventFeed().keptFrom().number()).isEqualTo(2);
    }

    private Result deliver(Recorder listener) {
        return deliverEvents.handle(listener.declared());
    }

    private List<DomainEvent> tell(Actor actor, int events) {
        List<DomainEvent> told = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            told.add(EventTypes.PLAN_CREATED.event(
                    IDS.next(), new PlanCreated(new PlanId(IDS.next()), new WorkspaceId(IDS.next()), "draft"), NOW));
        }
        memory.transactions().write(actor, tx -> {
            memory.eventLog().publish(tx, told);
            return told;
        });
        return told;
    }

    /** Keeps what it is told, and cannot stand some of it. */
    private static final class Recorder {
        private final String name = IDS.next().toString();
        private final List<List<DomainEvent>> heard = new ArrayList<>();
        private final Set<DomainEvent> failing = new HashSet<>();

        EventListener declared() {
            return new EventListener(name, "", Topics.ALL, null, this::handle);
        }

        void handle(Actor actor, List<DomainEvent> events) {
            if (events.stream().anyMatch(failing::contains)) {
                throw new IllegalStateException("cannot stand it");
            }
            heard.add(events);
        }
    }
}
