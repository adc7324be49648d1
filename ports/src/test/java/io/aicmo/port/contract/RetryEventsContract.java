package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.event.RetryEvents;
import io.aicmo.application.event.RetryEvents.Result;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Events that were set aside are told again: handled and gone, or failed at again and kept. */
public interface RetryEventsContract extends StoreContract {
    Instant LATER = World.NOW.plusSeconds(3_600);

    @Test
    default void whatItsListenerHandlesIsNotSetAsideAnyMore() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside event = setAside(home, listener, 1);

        Result result = retry(listener).one(home.actor(), event.id());

        assertThat(result).isEqualTo(new Result.Handled(event));
        assertThat(listener.heard).containsExactly(event.event());
        assertThat(home.find(RecordTypes.EVENTS_SET_ASIDE, event.id())).isEmpty();
    }

    @Test
    default void whatItsListenerFailsAtAgainStaysWithTheNewErrorAndOneTryMore() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside event = setAside(home, listener, 1);
        listener.failure = new IllegalStateException("no, with Bearer abcdefghijkl");

        Result result = retry(listener).one(home.actor(), event.id());

        EventSetAside kept = home.now(RecordTypes.EVENTS_SET_ASIDE, event.id());
        assertThat(result).isEqualTo(new Result.FailedAgain(kept));
        assertThat(kept.tries()).isEqualTo(event.tries() + 1);
        assertThat(kept.error()).isEqualTo("java.lang.IllegalStateException: no, with [redacted]");
        assertThat(kept.updatedAt()).isEqualTo(LATER);
        assertThat(kept.event()).isEqualTo(event.event());
    }

    @Test
    default void whatAListenerDidIsKeptIfItHandledTheEventAndUndoneIfItFailed() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        JobId undone = new JobId(World.id());
        JobId done = new JobId(World.id());
        EventSetAside event = setAside(home, listener, 1);

        listener.enqueuing = undone;
        listener.failure = new IllegalStateException("after all");
        retry(listener).one(home.actor(), event.id());
        listener.enqueuing = done;
        listener.failure = null;
        retry(listener).one(home.actor(), event.id());

        assertThat(home.job(undone)).isEmpty();
        assertThat(home.job(done)).isPresent();
    }

    @Test
    default void whileWhatAListenerNeedsIsAwayNothingWasTried() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside event = setAside(home, listener, 1);
        listener.failure = new Unavailable("away", Duration.ofSeconds(1));

        assertThatThrownBy(() -> retry(listener).one(home.actor(), event.id())).isInstanceOf(Unavailable.class);

        assertThat(home.now(RecordTypes.EVENTS_SET_ASIDE, event.id())).isEqualTo(event);
    }

    @Test
    default void ofTwoWhoHaveItToldAtOnceOneDoes() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside event = setAside(home, listener, 1);
        Callable<Boolean> retry = () -> retry(listener).one(home.actor(), event.id()) instanceof Result.Handled;

        List<AtOnce.Ended<Boolean>> ended = AtOnce.all(List.of(retry, retry));

        assertThat(ended).filteredOn(AtOnce.Ended::well).hasSize(1);
        assertThat(listener.heard).hasSize(1);
    }

    @Test
    default void anotherTenantsEventIsNotThere() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside theirs = setAside(world().aTenant(), listener, 1);

        assertThatThrownBy(() -> retry(listener).one(home.actor(), theirs.id())).isInstanceOf(NotFound.class);
        assertThat(listener.heard).isEmpty();
    }

    @Test
    default void whoMayEnterSomeWorkspacesHasToldWhatHappenedInThem() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside event = setAside(home, listener, 1);
        EventSetAside nowheres = keep(home, listener, 1, nowhere());

        Actor other = limited(home, home.aWorkspace().id());
        assertThatThrownBy(() -> retry(listener).one(other, event.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> retry(listener).one(other, nowheres.id())).isInstanceOf(Forbidden.class);
        assertThat(listener.heard).isEmpty();
        retry(listener).one(limited(home, home.workspace().id()), event.id());

        assertThat(listener.heard).containsExactly(event.event());
    }

    @Test
    default void aListenerThatIsNotThereAnyMoreIsToldNothing() {
        Home home = world().aTenant();
        EventSetAside event = setAside(home, new Patient(), 1);
        RetryEvents retry = retry(new Patient());

        assertThatThrownBy(() -> retry.one(home.actor(), event.id()))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("listener.unknown"));
        assertThatThrownBy(() -> retry.request(home.actor(), event.listener(), null))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("listener.unknown"));
    }

    @Test
    default void everythingThatWasSetAsideForAListenerIsToldItAgainTheOldestFirst() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside second = setAside(home, listener, 2);
        EventSetAside first = setAside(home, listener, 1);
        EventSetAside nowheres = keep(home, listener, 3, nowhere());
        EventSetAside others = setAside(home, new Patient(), 1);
        EventSetAside theirs = setAside(world().aTenant(), listener, 1);

        Map<String, Object> result = retryAll(home.actor(), listener, null);

        assertThat(result).isEqualTo(Map.of("handled", 3, "failed", 0));
        assertThat(listener.heard).containsExactly(first.event(), second.event(), nowheres.event());
        assertThat(home.find(RecordTypes.EVENTS_SET_ASIDE, others.id())).isPresent();
        assertThat(listener.heard).doesNotContain(theirs.event());
    }

    @Test
    default void ofMuchThatWasSetAsideOneTypeIsToldAgainAndWhatMayBeSeen() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside mine = setAside(home, listener, 1);
        WorkspaceId other = home.aWorkspace().id();
        EventSetAside elsewhere = keep(home, listener, 2, aPlan(other));
        EventSetAside nowheres = keep(home, listener, 3, nowhere());

        assertThat(retryAll(home.actor(), listener, "lead.created")).isEqualTo(Map.of("handled", 0, "failed", 0));
        assertThat(retryAll(limited(home, other), listener, null)).isEqualTo(Map.of("handled", 1, "failed", 0));
        assertThat(listener.heard).containsExactly(elsewhere.event());
        assertThat(retryAll(home.actor(), listener, "plan.created")).isEqualTo(Map.of("handled", 1, "failed", 0));

        assertThat(listener.heard).containsExactly(elsewhere.event(), mine.event());
        assertThat(home.find(RecordTypes.EVENTS_SET_ASIDE, nowheres.id())).isPresent();
    }

    @Test
    default void whatFailsAgainIsCountedOnceAndHoldsNothingElseUp() {
        Home home = world().aTenant();
        Patient listener = new Patient();
        EventSetAside failing = setAside(home, listener, 1);
        EventSetAside fine = setAside(home, listener, 2);
        listener.failingAt = failing.eventId();

        assertThat(retryAll(home.actor(), listener, null)).isEqualTo(Map.of("handled", 1, "failed", 1));

        assertThat(listener.heard).containsExactly(fine.event());
        assertThat(home.now(RecordTypes.EVENTS_SET_ASIDE, failing.id()).tries()).isEqualTo(failing.tries() + 1);
    }

    private Map<String, Object> retryAll(Actor actor, Patient listener, String eventType) {
        RetryEvents retry = retry(listener);
        retry.request(actor, listener.name, eventType);
        JobQueue.Turns turns = new JobQueue.Turns(
                Map.of(RetryEvents.JOB.name(), 8), 8, 8, null, Set.of(), Duration.ofMinutes(1), LATER);
        return retry.handle(new OneTry<>(
                adapter().jobQueue().claim(turns).stream()
                        .filter(one -> one.lease().tenant().equals(actor.tenant()))
                        .findFirst()
                        .orElseThrow(),
                RetryEvents.JOB));
    }

    private RetryEvents retry(Patient listener) {
        return new RetryEvents(
                adapter().transactions(),
                adapter().records(),
                adapter().jobs(),
                List.of(listener.declared(adapter())),
                World::id,
                () -> LATER);
    }

    private static Actor limited(Home home, WorkspaceId workspace) {
        return Actor.user(home.tenant(), new UserId(World.id()), Role.ADMIN, Set.of(workspace));
    }

    /** Of the first workspace, set aside so many seconds after the present of all contracts. */
    private static EventSetAside setAside(Home home, Patient listener, int second) {
        return keep(home, listener, second, aPlan(home.workspace().id()));
    }

    private static EventSetAside keep(Home home, Patient listener, int second, DomainEvent event) {
        Instant at = World.NOW.plusSeconds(second);
        return home.keep(
                RecordTypes.EVENTS_SET_ASIDE,
                EventSetAside.of(new EventSetAsideId(World.id()), listener.name, event, 5, "it fell over", at));
    }

    private static DomainEvent aPlan(WorkspaceId workspace) {
        return EventTypes.PLAN_CREATED.event(
                World.id(), new PlanCreated(new PlanId(World.id()), workspace, "draft"), World.NOW);
    }

    private static DomainEvent nowhere() {
        return new DomainEvent(new EventId(World.id()), "tenant.noticed", World.NOW, 1, Map.of("word", World.word()));
    }

    /** A listener who does, hears or fails as it is told to. */
    final class Patient {
        private final String name = World.word();
        private final List<DomainEvent> heard = new ArrayList<>();
        private RuntimeException failure;
        private EventId failingAt;
        private JobId enqueuing;

        EventListener declared(Adapter adapter) {
            return new EventListener(name, "", Topics.ALL, null, (actor, events) -> {
                if (enqueuing != null) {
                    adapter.transactions()
                            .write(
                                    actor,
                                    tx -> adapter.jobs()
                                            .enqueue(
                                                    tx,
                                                    JobKind.of(name, Nothing.class)
                                                            .job(enqueuing, new Nothing(), World.NOW)));
                }
                if (failure != null) {
                    throw failure;
                }
                if (events.stream().anyMatch(event -> event.id().equals(failingAt))) {
                    throw new IllegalStateException("cannot stand it");
                }
                heard.addAll(events);
            });
        }
    }

    /** What a job needs to know that needs to know nothing. */
    record Nothing() {}
}
