package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.JobId;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobStore.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link JobStore} promises. Each test has kinds of jobs of its own, because workers take any tenant's. */
public interface JobStoreContract extends StoreContract {
    Duration LEASE = Duration.ofMinutes(5);

    @Test
    default void aJobIsFoundAsItWasEnqueued() {
        Home home = world().aTenant();
        Map<String, Object> payload = Map.of("lead_id", "x", "nested", Map.of("list", List.of(1, true, "ü")));
        JobId id = new JobId(World.id());

        home.does(tx -> jobs().enqueue(tx, id, "a-kind", payload, World.NOW));

        assertThat(home.job(id))
                .contains(new Job(id, "a-kind", payload, Status.QUEUED, 0, null, null, World.NOW, World.NOW));
    }

    @Test
    default void aJobExistsIfAndOnlyIfItsTransactionCommits() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = new JobId(World.id());

        assertThatThrownBy(() -> home.does(tx -> {
                    jobs().enqueue(tx, id, kind, Map.of(), World.NOW);
                    assertThat(home.job(id)).isEmpty();
                    assertThat(claim(kind, 10, World.NOW)).isEmpty();
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(home.job(id)).isEmpty();
        assertThat(claim(kind, 10, World.NOW)).isEmpty();
    }

    @Test
    default void anotherTenantsJobDoesNotExist() {
        Home home = world().aTenant();
        JobId id = enqueue(home, World.word(), World.NOW);

        assertThat(world().aTenant().job(id)).isEmpty();
        assertThat(home.job(new JobId(World.id()))).isEmpty();
    }

    @Test
    default void aWorkerTakesWhatIsDueOldestFirstWhoseEverItIs() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        String kind = World.word();
        JobId second = enqueue(home, kind, World.NOW.plusSeconds(2));
        JobId first = enqueue(other, kind, World.NOW.plusSeconds(1));
        JobId third = enqueue(home, kind, World.NOW.plusSeconds(3));
        enqueue(home, kind, World.NOW.plusSeconds(11));

        List<Claimed> claimed = claim(kind, 10, World.NOW.plusSeconds(10));

        assertThat(claimed).extracting(one -> one.job().id()).containsExactly(first, second, third);
        assertThat(claimed).extracting(Claimed::tenant).containsExactly(other.tenant(), home.tenant(), home.tenant());
        assertThat(claimed).extracting(one -> one.job().status()).containsOnly(Status.RUNNING);
        assertThat(claimed).extracting(one -> one.job().tries()).containsOnly(1);
        assertThat(home.job(second).orElseThrow()).isEqualTo(claimed.get(1).job());
    }

    @Test
    default void aWorkerTakesNoMoreThanItAsksForAndNoOtherKind() {
        Home home = world().aTenant();
        String kind = World.word();
        String otherKind = World.word();
        IntStream.range(0, 5).forEach(i -> enqueue(home, kind, World.NOW));
        JobId other = enqueue(home, otherKind, World.NOW);

        assertThat(claim(kind, 3, World.NOW)).hasSize(3);
        assertThat(claim(kind, 3, World.NOW)).hasSize(2);
        assertThat(jobs().claim(Set.of(), 3, LEASE, World.NOW)).isEmpty();
        assertThat(jobs().claim(Set.of(kind, otherKind), 3, LEASE, World.NOW))
                .extracting(one -> one.job().id())
                .containsExactly(other);
    }

    @Test
    default void whatIsTakenIsNobodyElsesUntilTheLeaseEnds() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind, World.NOW);
        claim(kind, 1, World.NOW);

        assertThat(claim(kind, 1, World.NOW.plus(LEASE).minusSeconds(1))).isEmpty();
        List<Claimed> again = claim(kind, 1, World.NOW.plus(LEASE).plusSeconds(1));

        assertThat(again).extracting(one -> one.job().id()).containsExactly(id);
        assertThat(again.get(0).job().tries()).isEqualTo(2);
    }

    @Test
    default void manyWorkersAtOnceTakeEachJobOnce() {
        Home home = world().aTenant();
        String kind = World.word();
        List<JobId> all = IntStream.range(0, 40)
                .mapToObj(i -> enqueue(home, kind, World.NOW))
                .toList();
        Callable<List<Claimed>> worker = () -> IntStream.range(0, 40)
                .mapToObj(i -> claim(kind, 3, World.NOW))
                .flatMap(List::stream)
                .toList();

        List<Ended<List<Claimed>>> ended = AtOnce.all(Collections.nCopies(4, worker));

        assertThat(ended).allMatch(Ended::well);
        assertThat(ended.stream()
                        .flatMap(one -> one.result().stream())
                        .map(one -> one.job().id()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void aJobThatSucceededKeepsItsResultAndIsNotTakenAgain() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind, World.NOW);
        claim(kind, 1, World.NOW);

        jobs().succeed(home.tenant(), id, Map.of("score", 42), World.NOW.plusSeconds(7));

        Job job = home.job(id).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(job.result()).isEqualTo(Map.of("score", 42));
        assertThat(job.tries()).isEqualTo(1);
        assertThat(job.updatedAt()).isEqualTo(World.NOW.plusSeconds(7));
        assertThat(claim(kind, 1, World.NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    default void aJobThatEndedBadlySaysWhyAndIsNotTakenAgain() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId failed = enqueue(home, kind, World.NOW);
        JobId dead = enqueue(home, kind, World.NOW);
        claim(kind, 2, World.NOW);

        jobs().end(home.tenant(), failed, Status.FAILED, "the lead is gone", World.NOW);
        jobs().end(home.tenant(), dead, Status.DEAD, "three tries", World.NOW);

        assertThat(home.job(failed).orElseThrow().status()).isEqualTo(Status.FAILED);
        assertThat(home.job(failed).orElseThrow().error()).isEqualTo("the lead is gone");
        assertThat(home.job(dead).orElseThrow().status()).isEqualTo(Status.DEAD);
        assertThat(home.job(dead).orElseThrow().error()).isEqualTo("three tries");
        assertThat(claim(kind, 2, World.NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    default void aJobThatIsPutBackIsDueLaterAndSaysWhy() {
        Home home = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind, World.NOW);
        claim(kind, 1, World.NOW);
        Instant due = World.NOW.plusSeconds(30);

        jobs().retryAt(home.tenant(), id, "upstream is away", due, World.NOW.plusSeconds(1));

        Job waiting = home.job(id).orElseThrow();
        assertThat(waiting.status()).isEqualTo(Status.QUEUED);
        assertThat(waiting.error()).isEqualTo("upstream is away");
        assertThat(waiting.tries()).isEqualTo(1);
        assertThat(claim(kind, 1, due.minusSeconds(1))).isEmpty();
        assertThat(claim(kind, 1, due)).extracting(one -> one.job().tries()).containsExactly(2);
    }

    @Test
    default void nobodyEndsAnotherTenantsJob() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        String kind = World.word();
        JobId id = enqueue(home, kind, World.NOW);
        Job taken = claim(kind, 1, World.NOW).get(0).job();

        jobs().succeed(stranger.tenant(), id, Map.of(), World.NOW);
        jobs().end(stranger.tenant(), id, Status.DEAD, "no", World.NOW);
        jobs().retryAt(stranger.tenant(), id, "no", World.NOW, World.NOW);

        assertThat(home.job(id)).contains(taken);
    }

    private JobStore jobs() {
        return adapter().jobs();
    }

    private JobId enqueue(Home home, String kind, Instant now) {
        JobId id = new JobId(World.id());
        home.does(tx -> jobs().enqueue(tx, id, kind, Map.of(), now));
        return id;
    }

    private List<Claimed> claim(String kind, int most, Instant now) {
        return jobs().claim(Set.of(kind), most, LEASE, now);
    }
}
