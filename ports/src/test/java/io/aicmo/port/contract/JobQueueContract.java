package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobQueue.Beat;
import io.aicmo.port.job.JobQueue.Claimed;
import io.aicmo.port.job.JobQueue.Depth;
import io.aicmo.port.job.JobQueue.Lease;
import io.aicmo.port.job.JobQueue.Outcome;
import io.aicmo.port.job.JobQueue.Turns;
import io.aicmo.port.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link JobQueue} promises workers. Each test has kinds of jobs of its own, because workers take any tenant's. */
public interface JobQueueContract extends StoreContract {
    Duration LEASE = Duration.ofMinutes(5);
    int MANY = 100;

    @Test
    default void whatIsDueIsTakenAndRuns() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        enqueue(home, job(kind).due(World.NOW.plusSeconds(60)));

        List<Claimed> taken = claim(kind);

        assertThat(taken).extracting(one -> one.job().id()).containsExactly(id);
        assertThat(taken.get(0).lease().tenant()).isEqualTo(home.tenant());
        Job job = home.job(id).orElseThrow();
        assertThat(job).isEqualTo(taken.get(0).job());
        assertThat(job.status()).isEqualTo(Status.RUNNING);
        assertThat(job.tries()).isEqualTo(1);
        assertThat(job.dueAt()).isEqualTo(World.NOW.plus(LEASE));
    }

    @Test
    default void whatIsNotDueYetIsTakenWhenItIs() {
        Home home = world().aTenant();
        String kind = World.word();
        Instant due = World.NOW.plusSeconds(60);
        JobId id = enqueue(home, job(kind).due(due));

        assertThat(claim(kind, due.minusSeconds(1))).isEmpty();
        assertThat(claim(kind, due)).extracting(one -> one.job().id()).containsExactly(id);
    }

    @Test
    default void theMostUrgentIsTakenFirstThenTheOldest() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId idle = enqueue(home, urgent(kind, Priority.P3, 0));
        JobId usual = enqueue(home, urgent(kind, Priority.P2, 1));
        JobId older = enqueue(home, urgent(kind, Priority.P2, 2));
        JobId urgent = enqueue(home, urgent(kind, Priority.P0, 3));

        List<JobId> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            order.add(claim(turns(kind, 1, MANY).after(null)).get(0).job().id());
        }

        assertThat(order).containsExactly(urgent, older, usual, idle);
    }

    @Test
    default void noMoreIsTakenThanAskedForAndNoOtherKind() {
        Home home = world().aTenant();
        String kind = World.word();
        String otherKind = World.word();
        IntStream.range(0, 5).forEach(i -> enqueue(home, kind));
        JobId other = enqueue(home, otherKind);

        assertThat(claim(turns(kind, 3, MANY))).hasSize(3);
        assertThat(claim(turns(kind, 3, MANY))).hasSize(2);
        assertThat(queue().claim(new Turns(Map.of(), 3, 3, null, Set.of(), LEASE, World.NOW)))
                .isEmpty();
        assertThat(queue().claim(new Turns(Map.of(kind, 9, otherKind, 9), 3, 3, null, Set.of(), LEASE, World.NOW)))
                .extracting(one -> one.job().id())
                .containsExactly(other);
    }

    // Between tenants

    @Test
    default void tenantsTakeTurnsHoweverMuchOneOfThemHas() {
        String kind = World.word();
        List<Home> homes = homes(3);
        IntStream.range(0, 50).forEach(i -> enqueue(homes.get(0), kind));
        IntStream.range(0, 3).forEach(i -> enqueue(homes.get(1), kind));
        enqueue(homes.get(2), kind);

        List<Claimed> taken = claim(turns(kind, 10, 2));

        assertThat(tenants(taken))
                .containsExactlyElementsOf(Stream.of(0, 0, 1, 1, 2, 0, 0, 1, 0, 0)
                        .map(i -> homes.get(i).tenant())
                        .toList());
    }

    @Test
    default void theNextTurnIsTheTenantsAfterTheOneThatHadTheLast() {
        String kind = World.word();
        List<Home> homes = homes(3);
        homes.forEach(home -> IntStream.range(0, 3).forEach(i -> enqueue(home, kind)));

        List<Claimed> taken = claim(turns(kind, 4, 1).after(homes.get(1).tenant()));

        assertThat(tenants(taken))
                .containsExactlyElementsOf(
                        Stream.of(2, 0, 1, 2).map(i -> homes.get(i).tenant()).toList());
    }

    @Test
    default void whoIsPassedOverGivesNothing() {
        String kind = World.word();
        List<Home> homes = homes(2);
        homes.forEach(home -> enqueue(home, kind));

        List<Claimed> taken =
                claim(turns(kind, 4, 1).without(Set.of(homes.get(0).tenant())));

        assertThat(tenants(taken)).containsExactly(homes.get(1).tenant());
    }

    @Test
    default void aTenantNeverHasMoreRunningThanTheKindAllows() {
        String kind = World.word();
        List<Home> homes = homes(2);
        homes.forEach(home -> IntStream.range(0, 5).forEach(i -> enqueue(home, kind)));

        List<Claimed> first = claim(turns(kind, MANY, MANY).atOnce(2));
        List<Claimed> none = claim(turns(kind, MANY, MANY).atOnce(2));
        end(first.get(0), Status.SUCCEEDED);
        List<Claimed> next = claim(turns(kind, MANY, MANY).atOnce(2));

        assertThat(tenants(first))
                .containsExactly(
                        homes.get(0).tenant(),
                        homes.get(0).tenant(),
                        homes.get(1).tenant(),
                        homes.get(1).tenant());
        assertThat(none).isEmpty();
        assertThat(tenants(next)).containsExactly(first.get(0).lease().tenant());
    }

    // Between workers

    @Test
    default void manyWorkersAtOnceTakeEachJobOnce() {
        String kind = World.word();
        List<JobId> all = homes(4).stream()
                .flatMap(home -> IntStream.range(0, 20).mapToObj(i -> enqueue(home, kind)))
                .toList();
        Callable<List<Claimed>> worker = () -> IntStream.range(0, 60)
                .mapToObj(i -> claim(turns(kind, 3, 2)))
                .flatMap(List::stream)
                .toList();

        List<Ended<List<Claimed>>> ended = AtOnce.all(Collections.nCopies(4, worker));
        List<Claimed> rest = claim(kind);

        assertThat(ended).allMatch(Ended::well);
        assertThat(Stream.concat(ended.stream().flatMap(one -> one.result().stream()), rest.stream())
                        .map(one -> one.job().id()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void manyWorkersAtOnceKeepToTheKindsLimit() {
        String kind = World.word();
        Home home = world().aTenant();
        IntStream.range(0, 40).forEach(i -> enqueue(home, kind));
        Callable<List<Claimed>> worker = () -> IntStream.range(0, 10)
                .mapToObj(i -> claim(turns(kind, 4, 4).atOnce(5)))
                .flatMap(List::stream)
                .toList();

        List<Ended<List<Claimed>>> ended = AtOnce.all(Collections.nCopies(4, worker));

        assertThat(ended.stream().mapToInt(one -> one.result().size()).sum()).isEqualTo(5);
    }

    @Test
    default void whatIsTakenIsNobodyElsesUntilTheLeaseEnds() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed first = claim(kind).get(0);

        assertThat(claim(kind, World.NOW.plus(LEASE).minusSeconds(1))).isEmpty();
        List<Claimed> again = claim(kind, World.NOW.plus(LEASE));

        assertThat(again).extracting(one -> one.job().id()).containsExactly(id);
        assertThat(again.get(0).job().tries()).isEqualTo(2);
        assertThat(again.get(0).lease()).isNotEqualTo(first.lease());
    }

    @Test
    default void whoHasLostTheLeaseChangesNothing() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed lost = claim(kind).get(0);
        Claimed held = claim(kind, World.NOW.plus(LEASE)).get(0);

        assertThat(end(lost, Status.SUCCEEDED)).isEmpty();
        assertThat(queue().beat(List.of(new Beat(lost.lease(), Progress.NONE)), World.NOW, World.NOW))
                .isEmpty();

        assertThat(home.job(id)).contains(held.job());
        assertThat(end(held, Status.SUCCEEDED)).containsExactly(held.lease());
        assertThat(end(held, Status.DEAD)).isEmpty();
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    default void aLeaseThatWasLostStaysLostWhenTheJobIsTriedAnew() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed lost = claim(kind).get(0);
        end(claim(kind, World.NOW.plus(LEASE)).get(0), Status.DEAD);
        home.write(tx -> adapter().jobs().retry(tx, id, World.NOW));
        claim(kind);

        assertThat(end(lost, Status.SUCCEEDED)).isEmpty();
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.RUNNING);
    }

    @Test
    default void aSignOfLifeKeepsTheLeaseAndTellsHowFarItIs() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed running = claim(kind).get(0);
        Instant half = World.NOW.plus(LEASE.dividedBy(2));

        Map<Lease, Boolean> heard =
                queue().beat(List.of(new Beat(running.lease(), new Progress(3, 10))), half.plus(LEASE), half);

        assertThat(heard).containsExactly(Map.entry(running.lease(), false));
        assertThat(home.job(id).orElseThrow().progress()).isEqualTo(new Progress(3, 10));
        assertThat(claim(kind, World.NOW.plus(LEASE))).isEmpty();
        assertThat(claim(kind, half.plus(LEASE))).hasSize(1);
    }

    @Test
    default void whoGivesASignOfLifeIsToldToStop() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed running = claim(kind).get(0);
        home.write(tx -> adapter().jobs().cancel(tx, id, World.NOW));

        assertThat(queue().beat(List.of(new Beat(running.lease(), Progress.NONE)), World.NOW.plus(LEASE), World.NOW))
                .containsExactly(Map.entry(running.lease(), true));
    }

    @Test
    default void whatWasToStopWhenItsWorkerDiedIsTakenOnceMoreAndSaysThatItIsToStop() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        claim(kind);
        home.write(tx -> adapter().jobs().cancel(tx, id, World.NOW));

        List<Claimed> again = claim(kind, World.NOW.plus(LEASE));

        assertThat(again).singleElement().satisfies(one -> {
            assertThat(one.job().id()).isEqualTo(id);
            assertThat(one.job().cancelRequested()).isTrue();
        });
        end(again.get(0), Status.CANCELLED);
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.CANCELLED);
        assertThat(claim(kind, World.NOW.plus(LEASE.multipliedBy(2)))).isEmpty();
    }

    // Ends

    @Test
    default void aJobThatSucceededKeepsItsResultAndIsNotTakenAgain() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed running = claim(kind).get(0);
        Instant then = World.NOW.plusSeconds(7);

        queue().end(
                        List.of(new Outcome(
                                running.lease(),
                                Status.SUCCEEDED,
                                new Progress(2, 2),
                                null,
                                Map.of("score", 42, "said", "\"a, b\" {\\}"),
                                World.NOW,
                                true)),
                        then);

        Job job = home.job(id).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(job.result()).isEqualTo(Map.of("score", 42, "said", "\"a, b\" {\\}"));
        assertThat(job.progress()).isEqualTo(new Progress(2, 2));
        assertThat(job.error()).isNull();
        assertThat(job.updatedAt()).isEqualTo(then);
        assertThat(claim(kind, World.NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    default void manyEndAtOnceEachInItsOwnWay() {
        Home home = world().aTenant();
        String kind = World.word();
        IntStream.range(0, 4).forEach(i -> enqueue(home, kind));
        List<Claimed> running = claim(kind);
        Instant later = World.NOW.plusSeconds(30);

        Set<Lease> kept = queue().end(
                        List.of(
                                outcome(running.get(0), Status.FAILED, "the lead is gone", World.NOW, true),
                                outcome(running.get(1), Status.DEAD, "three tries", World.NOW, true),
                                outcome(running.get(2), Status.QUEUED, "upstream is away", later, true),
                                outcome(running.get(3), Status.QUEUED, "the node was stopped", World.NOW, false)),
                        World.NOW);

        assertThat(kept).hasSize(4);
        assertThat(running)
                .extracting(one -> home.job(one.job().id()).orElseThrow())
                .extracting(Job::status, Job::error, Job::tries)
                .containsExactly(
                        tuple(Status.FAILED, "the lead is gone", 1),
                        tuple(Status.DEAD, "three tries", 1),
                        tuple(Status.QUEUED, "upstream is away", 1),
                        tuple(Status.QUEUED, "the node was stopped", 0));
        assertThat(claim(kind))
                .extracting(one -> one.job().id())
                .containsExactly(running.get(3).job().id());
        assertThat(claim(kind, later))
                .extracting(one -> one.job().id())
                .containsExactly(running.get(2).job().id());
    }

    @Test
    default void nobodyEndsAnotherTenantsJob() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind);
        Claimed taken = claim(kind).get(0);
        Lease foreign = new Lease(stranger.tenant(), id, taken.lease().number());

        assertThat(queue().end(
                                List.of(new Outcome(foreign, Status.DEAD, Progress.NONE, "no", null, World.NOW, true)),
                                World.NOW))
                .isEmpty();

        assertThat(home.job(id)).contains(taken.job());
    }

    // What waits

    @Test
    default void itIsKnownHowMuchIsDueAndForHowLong() {
        Home home = world().aTenant();
        String kind = World.word();
        String idle = World.word();
        enqueue(home, kind);
        enqueue(home, urgent(kind, Priority.P0, 10));
        enqueue(home, job(kind).due(World.NOW.plusSeconds(60)));
        claim(turns(kind, 1, 1));

        List<Depth> depths = queue().depths(Set.of(kind, idle), World.NOW.plusSeconds(30));

        assertThat(depths)
                .containsExactlyInAnyOrder(
                        new Depth(kind, 1, Duration.ofSeconds(30)), new Depth(idle, 0, Duration.ZERO));
    }

    private JobQueue queue() {
        return adapter().jobQueue();
    }

    private static NewJob job(String kind) {
        return new NewJob(new JobId(World.id()), kind, Map.of(), Priority.P2, null, World.NOW, World.NOW);
    }

    private static NewJob urgent(String kind, Priority priority, int olderBySeconds) {
        NewJob job = job(kind);
        Instant due = World.NOW.minusSeconds(olderBySeconds);
        return new NewJob(job.id(), kind, Map.of(), priority, null, due, World.NOW);
    }

    private JobId enqueue(Home home, NewJob job) {
        return home.write(tx -> adapter().jobs().enqueue(tx, job));
    }

    private JobId enqueue(Home home, String kind) {
        return enqueue(home, job(kind));
    }

    /** Tenants in the order of their turns. */
    private List<Home> homes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> world().aTenant())
                .sorted(Comparator.comparing(home -> home.tenant().toString()))
                .toList();
    }

    private static List<TenantId> tenants(List<Claimed> taken) {
        return taken.stream().map(one -> one.lease().tenant()).toList();
    }

    /** What a worker asks for, in the making. */
    record Ask(String kind, int most, int portion, int atOnce, TenantId after, Set<TenantId> without, Instant now) {
        Ask after(TenantId tenant) {
            return new Ask(kind, most, portion, atOnce, tenant, without, now);
        }

        Ask without(Set<TenantId> tenants) {
            return new Ask(kind, most, portion, atOnce, after, tenants, now);
        }

        Ask atOnce(int cap) {
            return new Ask(kind, most, portion, cap, after, without, now);
        }

        Ask at(Instant time) {
            return new Ask(kind, most, portion, atOnce, after, without, time);
        }
    }

    private static Ask turns(String kind, int most, int portion) {
        return new Ask(kind, most, portion, MANY, null, Set.of(), World.NOW);
    }

    private List<Claimed> claim(Ask ask) {
        return queue().claim(new Turns(
                Map.of(ask.kind(), ask.atOnce()),
                ask.most(),
                ask.portion(),
                ask.after(),
                ask.without(),
                LEASE,
                ask.now()));
    }

    private List<Claimed> claim(String kind) {
        return claim(turns(kind, MANY, MANY));
    }

    private List<Claimed> claim(String kind, Instant now) {
        return claim(turns(kind, MANY, MANY).at(now));
    }

    private static Outcome outcome(Claimed claimed, Status status, String error, Instant due, boolean counts) {
        return new Outcome(claimed.lease(), status, Progress.NONE, error, null, due, counts);
    }

    private Set<Lease> end(Claimed claimed, Status status) {
        return queue().end(List.of(outcome(claimed, status, null, World.NOW, true)), World.NOW);
    }
}
