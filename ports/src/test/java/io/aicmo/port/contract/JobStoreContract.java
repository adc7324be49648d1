package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.Page;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobQueue.Claimed;
import io.aicmo.port.job.JobQueue.Outcome;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobStore.Filter;
import io.aicmo.port.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link JobStore} promises a tenant. */
public interface JobStoreContract extends StoreContract {
    Instant LATER = World.NOW.plusSeconds(60);

    @Test
    default void aJobIsFoundAsItWasEnqueued() {
        Home home = world().aTenant();
        Map<String, Object> payload = Map.of("lead_id", "x", "nested", Map.of("list", List.of(1, true, "ü")));
        NewJob asked = new NewJob(anId(), "a-kind", payload, Priority.P1, null, LATER, World.NOW);

        JobId id = home.write(tx -> jobs().enqueue(tx, asked));

        assertThat(id).isEqualTo(asked.id());
        assertThat(home.job(id))
                .contains(new Job(
                        id,
                        "a-kind",
                        payload,
                        Priority.P1,
                        Status.QUEUED,
                        Progress.NONE,
                        0,
                        null,
                        null,
                        null,
                        0,
                        false,
                        false,
                        LATER,
                        World.NOW,
                        World.NOW));
    }

    @Test
    default void aJobIsAsManyExecutionsAwayFromItsCauseAsItsActorOrAsItSays() {
        Home home = world().aTenant();
        JobId of = anId();
        JobId beyond = anId();
        SpineDecision reply = home.decide(a("email_replied").to(home.aLead(home.aCampaign())));

        adapter().transactions().write(home.actor().after(2), tx -> {
            jobs().enqueue(tx, job(of, "a-kind"));
            jobs().enqueue(tx, job(beyond, "a-kind").after(3));
            return adapter().spine().apply(tx, List.of(reply));
        });

        assertThat(home.job(of)).get().extracting(Job::hops).isEqualTo(2);
        assertThat(home.job(beyond)).get().extracting(Job::hops).isEqualTo(3);
        assertThat(reply.jobs())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(home.job(one.id()))
                        .get()
                        .extracting(Job::hops)
                        .isEqualTo(2));
    }

    @Test
    default void aJobExistsIfAndOnlyIfItsTransactionCommits() {
        Home home = world().aTenant();
        JobId id = anId();

        assertThatThrownBy(() -> home.does(tx -> {
                    jobs().enqueue(tx, job(id, "a-kind"));
                    assertThat(home.job(id)).isEmpty();
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(home.job(id)).isEmpty();
    }

    @Test
    default void aJobKnowsWhoAskedForIt() {
        Home home = world().aTenant();
        UserId user = new UserId(World.id());
        Actor actor = Actor.user(home.tenant(), user, Role.REP, Set.of());

        JobId id = adapter().transactions().write(actor, tx -> jobs().enqueue(tx, job(anId(), "a-kind")));

        assertThat(home.job(id).orElseThrow().askedBy()).isEqualTo(user.value());
    }

    @Test
    default void anotherTenantsJobDoesNotExist() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        JobId id = enqueued(home, job(anId(), "a-kind"));

        assertThat(stranger.job(id)).isEmpty();
        assertThat(home.job(anId())).isEmpty();
        assertThat(list(stranger, Filter.ALL).data()).isEmpty();
        assertThatThrownBy(() -> stranger.write(tx -> jobs().cancel(tx, id, LATER)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> stranger.write(tx -> jobs().retry(tx, id, LATER)))
                .isInstanceOf(NotFound.class);
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.QUEUED);
    }

    // Once

    @Test
    default void theSameKeyIsTheSameJobWhileItWaitsOrRuns() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId first = enqueued(home, job(anId(), kind).once("a key"));

        assertThat(enqueued(home, job(anId(), kind).once("a key"))).isEqualTo(first);
        Claimed running = taken(kind);
        assertThat(enqueued(home, job(anId(), kind).once("a key"))).isEqualTo(first);
        end(running, Status.SUCCEEDED);
        JobId second = enqueued(home, job(anId(), kind).once("a key"));

        assertThat(second).isNotEqualTo(first);
        assertThat(list(home, new Filter(kind, null, null)).data())
                .extracting(Job::id)
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    default void aKeyMeansNothingToOtherKindsAndTenants() {
        Home home = world().aTenant();
        String kind = World.word();

        Set<JobId> different = Set.of(
                enqueued(home, job(anId(), kind).once("a key")),
                enqueued(home, job(anId(), kind).once("another key")),
                enqueued(home, job(anId(), World.word()).once("a key")),
                enqueued(world().aTenant(), job(anId(), kind).once("a key")));

        assertThat(different).hasSize(4);
    }

    @Test
    default void ofManyWhoEnqueueTheSameKeyAtOnceAllGetTheSameJob() {
        Home home = world().aTenant();
        String kind = World.word();
        List<Callable<JobId>> many = IntStream.range(0, 8)
                .<Callable<JobId>>mapToObj(
                        i -> () -> enqueued(home, job(anId(), kind).once("a key")))
                .toList();

        Set<JobId> ids = AtOnce.all(many).stream().map(AtOnce.Ended::result).collect(Collectors.toSet());

        assertThat(ids).hasSize(1).doesNotContainNull();
        assertThat(list(home, Filter.ALL).data()).hasSize(1);
    }

    // Lists

    @Test
    default void jobsAreListedNewestFirstPageByPage() {
        Home home = world().aTenant();
        List<JobId> all = IntStream.range(0, 7)
                .mapToObj(i -> enqueued(home, job(anId(), "a-kind")))
                .sorted((one, other) ->
                        other.value().toString().compareTo(one.value().toString()))
                .toList();

        Page<Job> first = home.read(tx -> jobs().list(tx, Filter.ALL, null, 4));
        Page<Job> second = home.read(tx -> jobs().list(tx, Filter.ALL, first.next(), 4));

        assertThat(first.data()).extracting(Job::id).containsExactlyElementsOf(all.subList(0, 4));
        assertThat(second.data()).extracting(Job::id).containsExactlyElementsOf(all.subList(4, 7));
        assertThat(first.next()).isNotNull();
        assertThat(second.next()).isNull();
    }

    @Test
    default void aListIsFilteredByKindStatusAndWhoAsked() {
        Home home = world().aTenant();
        UserId user = new UserId(World.id());
        Actor rep = Actor.user(home.tenant(), user, Role.REP, Set.of());
        JobId one = enqueued(home, job(anId(), "one"));
        JobId other = enqueued(home, job(anId(), "other"));
        JobId asked = adapter().transactions().write(rep, tx -> jobs().enqueue(tx, job(anId(), "one")));
        home.write(tx -> jobs().cancel(tx, one, LATER));

        assertThat(ids(home, new Filter("one", null, null))).containsExactlyInAnyOrder(one, asked);
        assertThat(ids(home, new Filter(null, Status.QUEUED, null))).containsExactlyInAnyOrder(other, asked);
        assertThat(ids(home, new Filter("one", Status.CANCELLED, null))).containsExactly(one);
        assertThat(ids(home, new Filter(null, null, user.value()))).containsExactly(asked);
        assertThat(ids(home, new Filter("other", Status.CANCELLED, null))).isEmpty();
    }

    // Cancelled, tried anew

    @Test
    default void whatWaitsIsCancelledAtOnce() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueued(home, job(anId(), kind));

        Job cancelled = home.write(tx -> jobs().cancel(tx, id, LATER));

        assertThat(cancelled.status()).isEqualTo(Status.CANCELLED);
        assertThat(cancelled.updatedAt()).isEqualTo(LATER);
        assertThat(home.job(id)).contains(cancelled);
        assertThat(claim(kind, LATER)).isEmpty();
    }

    @Test
    default void whatRunsIsToldToStopAndEndsAsItEnds() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueued(home, job(anId(), kind));
        Claimed running = taken(kind);

        Job told = home.write(tx -> jobs().cancel(tx, id, LATER));

        assertThat(told.status()).isEqualTo(Status.RUNNING);
        assertThat(told.cancelRequested()).isTrue();
        end(running, Status.SUCCEEDED);
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    default void whatIsOverCannotBeCancelled() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueued(home, job(anId(), kind));
        end(taken(kind), Status.SUCCEEDED);

        assertRejected("job.is_over", () -> home.write(tx -> jobs().cancel(tx, id, LATER)));
    }

    @Test
    default void whatFailedDiedOrWasCancelledIsTriedAnewFromTheBeginning() {
        Home home = world().aTenant();
        for (Status bad : List.of(Status.FAILED, Status.DEAD, Status.CANCELLED)) {
            String kind = World.word();
            JobId id = enqueued(home, job(anId(), kind));
            end(taken(kind), bad);

            Job again = home.write(tx -> jobs().retry(tx, id, LATER));

            assertThat(again.status()).isEqualTo(Status.QUEUED);
            assertThat(again.tries()).isZero();
            assertThat(again.progress()).isEqualTo(Progress.NONE);
            assertThat(again.dueAt()).isEqualTo(LATER);
            assertThat(home.job(id)).contains(again);
            assertThat(claim(kind, LATER)).extracting(one -> one.job().tries()).containsExactly(1);
        }
    }

    @Test
    default void whatWaitsRunsOrSucceededIsNotTriedAnew() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueued(home, job(anId(), kind));

        assertRejected("job.not_retryable", () -> home.write(tx -> jobs().retry(tx, id, LATER)));
        Claimed running = taken(kind);
        assertRejected("job.not_retryable", () -> home.write(tx -> jobs().retry(tx, id, LATER)));
        end(running, Status.SUCCEEDED);
        assertRejected("job.not_retryable", () -> home.write(tx -> jobs().retry(tx, id, LATER)));
        assertThatThrownBy(() -> home.write(tx -> jobs().retry(tx, anId(), LATER)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    default void aJobIsNotTriedAnewBesideAnotherWithItsKey() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId dead = enqueued(home, job(anId(), kind).once("a key"));
        end(taken(kind), Status.DEAD);
        enqueued(home, job(anId(), kind).once("a key"));

        assertRejected("job.already_queued", () -> home.write(tx -> jobs().retry(tx, dead, LATER)));
    }

    private JobStore jobs() {
        return adapter().jobs();
    }

    private static JobId anId() {
        return new JobId(World.id());
    }

    private static NewJob job(JobId id, String kind) {
        return new NewJob(id, kind, Map.of(), Priority.P2, null, World.NOW, World.NOW);
    }

    private JobId enqueued(Home home, NewJob job) {
        return home.write(tx -> jobs().enqueue(tx, job));
    }

    private Page<Job> list(Home home, Filter filter) {
        return home.read(tx -> jobs().list(tx, filter, null, 100));
    }

    private List<JobId> ids(Home home, Filter filter) {
        return list(home, filter).data().stream().map(Job::id).toList();
    }

    private List<Claimed> claim(String kind, Instant now) {
        return adapter()
                .jobQueue()
                .claim(new JobQueue.Turns(Map.of(kind, 10), 10, 10, null, Set.of(), Duration.ofMinutes(1), now));
    }

    private Claimed taken(String kind) {
        return claim(kind, World.NOW).get(0);
    }

    private void end(Claimed claimed, Status status) {
        adapter()
                .jobQueue()
                .end(
                        List.of(new Outcome(claimed.lease(), status, Progress.NONE, null, null, World.NOW, true)),
                        World.NOW);
    }

    private static void assertRejected(String code, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo(code));
    }
}
