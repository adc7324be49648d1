package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.event.EventFeed;
import io.aicmo.port.event.EventPosition;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.Job.Progress;
import io.aicmo.port.job.Job.Status;
import io.aicmo.port.job.JobCancelled;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobQueue.Turns;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore.Filter;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.Postponed;
import io.aicmo.port.job.RetryPolicy;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker makes of the jobs that it takes. Time stands still but for what a test lets pass. */
class JobWorkerTest {
    private static final int PATIENCE = 30;
    /** Hears of running jobs every few milliseconds, so that nobody waits. */
    private static final Pace BRISK = new Pace(
            16,
            8,
            4,
            Duration.ofMillis(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(10),
            Duration.ofSeconds(PATIENCE));

    record Payload(int number) {}

    private final AtomicReference<Instant> now = new AtomicReference<>(World.NOW);
    private final InstantSource clock = now::get;
    private final JobKind<Payload> kind =
            JobKind.of(World.word(), Payload.class).atOnce(100);
    private final Home home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
    private final List<Postgres> nodes = new ArrayList<>();
    private final List<JobWorker> workers = new ArrayList<>();

    @AfterEach
    void close() {
        workers.forEach(JobWorker::close);
        nodes.forEach(Postgres::close);
    }

    // How a job ends

    @Test
    void aJobThatIsDoneKeepsItsResult() throws InterruptedException {
        JobId id = enqueue(7);

        int begun = worker(run -> Map.of("twice", 2 * run.payload().number())).workOff();

        Job job = home.job(id).orElseThrow();
        assertThat(begun).isEqualTo(1);
        assertThat(job.status()).isEqualTo(Status.SUCCEEDED);
        assertThat(job.result()).isEqualTo(Map.of("twice", 14));
        assertThat(job.progress()).isEqualTo(new Progress(1, 1));
        assertThat(job.tries()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedHasFailedAtTheFirstTry() throws InterruptedException {
        JobId id = enqueue(1);

        worker(run -> {
                    throw Rejected.of("lead.unknown", "the lead is gone");
                })
                .workOff();

        Job job = home.job(id).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.FAILED);
        assertThat(job.error()).isEqualTo("the lead is gone");
        assertThat(job.tries()).isEqualTo(1);
    }

    @Test
    void whatBreaksIsTriedAgainAfterOneSecondThenTwoAndIsDeadAfterTheThirdTime() throws InterruptedException {
        JobId id = enqueue(1);
        JobWorker worker = worker(run -> {
            throw new IllegalStateException("broken " + run.attempt());
        });

        assertThat(worker.workOff()).isEqualTo(1);
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.QUEUED);
        pass(Duration.ofMillis(999));
        assertThat(worker.workOff()).isZero();
        pass(Duration.ofMillis(1));
        assertThat(worker.workOff()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(worker.workOff()).isEqualTo(1);
        pass(Duration.ofHours(1));
        assertThat(worker.workOff()).isZero();

        Job job = home.job(id).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.DEAD);
        assertThat(job.error()).contains("broken 3");
        assertThat(job.tries()).isEqualTo(3);
    }

    @Test
    void whoeverDoesTheJobIsToldOnceItIsGivenUp() throws InterruptedException {
        JobId id = enqueue(1);
        List<String> told = new ArrayList<>();
        JobWorker worker = worker(handler(
                run -> {
                    throw new IllegalStateException("broken " + run.attempt());
                },
                (run, error) -> told.add(run.attempt() + ": " + error)));

        for (int i = 0; i < 4; i++) {
            worker.workOff();
            pass(Duration.ofSeconds(10));
        }

        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.DEAD);
        assertThat(told).containsExactly("3: java.lang.IllegalStateException: broken 3");
    }

    @Test
    void aJobOfWhichNobodyCouldBeToldThatItIsGivenUpIsGivenUpLater() throws InterruptedException {
        JobId id = enqueue(1);
        List<String> told = new ArrayList<>();
        JobWorker worker = worker(handler(
                run -> {
                    throw new IllegalStateException("broken " + run.attempt());
                },
                (run, error) -> {
                    told.add(run.attempt() + ": " + error);
                    if (told.size() == 1) {
                        throw new Unavailable("the database is away", Duration.ofSeconds(5));
                    }
                }));

        for (int i = 0; i < 3; i++) {
            worker.workOff();
            pass(Duration.ofSeconds(4));
        }
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.QUEUED);
        pass(Duration.ofSeconds(5));
        worker.workOff();

        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.DEAD);
        assertThat(told).hasSize(2).containsOnly("3: java.lang.IllegalStateException: broken 3");
    }

    @Test
    void whatAJobDoesIsAsManyExecutionsAwayFromItsCauseAsTheJob() throws InterruptedException {
        JobId id = new JobId(World.id());
        home.does(tx -> home.adapter()
                .jobs()
                .enqueue(tx, kind.job(id, new Payload(1), now.get()).after(2)));

        worker(run -> Map.of("hops", run.actor().hops())).workOff();

        assertThat(home.job(id).orElseThrow().result()).isEqualTo(Map.of("hops", 2));
    }

    private static JobHandler<Payload> handler(
            JobHandler<Payload> does, BiConsumer<JobRun<Payload>, String> whenGivenUp) {
        return new JobHandler<>() {
            @Override
            public Map<String, Object> handle(JobRun<Payload> run) throws InterruptedException {
                return does.handle(run);
            }

            @Override
            public void givenUp(JobRun<Payload> run, String error) {
                whenGivenUp.accept(run, error);
            }
        };
    }

    @Test
    void whatIsAwayIsNotAskedAgainBeforeItSaid() throws InterruptedException {
        JobId id = enqueue(1);

        worker(run -> {
                    throw new Unavailable("too busy", Duration.ofMinutes(2));
                })
                .workOff();

        assertThat(home.job(id).orElseThrow().dueAt()).isEqualTo(World.NOW.plusSeconds(120));
    }

    @Test
    void whatIsPostponedWaitsAsLongAsItTakesAndLosesNoTry() throws InterruptedException {
        JobId id = enqueue(1);
        JobWorker worker = worker(run -> {
            if (clock.instant().isBefore(World.NOW.plusSeconds(9_000))) {
                throw new Postponed("the AI budget is spent", Duration.ofHours(1), new IllegalStateException());
            }
            return Map.of("attempt", run.attempt());
        });

        worker.workOff();
        Job waiting = home.job(id).orElseThrow();
        for (int hour = 0; hour < 5; hour++) {
            pass(Duration.ofHours(1));
            worker.workOff();
        }

        assertThat(waiting.status()).isEqualTo(Status.QUEUED);
        assertThat(waiting.error()).isEqualTo("the AI budget is spent");
        assertThat(waiting.dueAt()).isEqualTo(World.NOW.plusSeconds(3_600));
        assertThat(home.job(id).orElseThrow().result()).isEqualTo(Map.of("attempt", 1));
    }

    @Test
    void aPayloadThatIsNotOfItsKindHasFailed() throws InterruptedException {
        JobId id = new JobId(World.id());
        home.does(tx -> jobs(tx, id, Map.of("number", "many")));

        worker(run -> Map.of("number", run.payload().number())).workOff();

        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aResultThatNoDatabaseStoresIsSaidSoAndHoldsUpNobody() throws InterruptedException {
        JobId bad = enqueue(0);
        JobId good = enqueue(1);

        worker(run -> run.payload().number() == 0 ? Map.of("said", "a\u0000b") : Map.of("said", "ab"))
                .workOff();

        assertThat(home.job(bad).orElseThrow().status()).isEqualTo(Status.DEAD);
        assertThat(home.job(bad).orElseThrow().error()).contains("could not be stored");
        assertThat(home.job(good).orElseThrow().status()).isEqualTo(Status.SUCCEEDED);
    }

    @Test
    void howFarARunningJobIsIsSeenByOthers() throws Exception {
        JobId id = enqueue(1);
        CountDownLatch enough = new CountDownLatch(1);
        JobWorker worker = worker(run -> {
            run.progress(3, 10);
            enough.await();
            return Map.of();
        });

        worker.start();
        until(() -> home.job(id).orElseThrow().progress().equals(new Progress(3, 10)));
        enough.countDown();
        until(() -> home.job(id).orElseThrow().status() == Status.SUCCEEDED);

        assertThat(home.job(id).orElseThrow().progress()).isEqualTo(new Progress(10, 10));
    }

    @Test
    void aHandlerIsToldThatItsJobIsToStop() throws Exception {
        JobId id = enqueue(1);
        JobWorker worker = worker(run -> {
            while (true) {
                run.checkCancelled();
                TimeUnit.MILLISECONDS.sleep(1);
            }
        });

        worker.start();
        until(() -> home.job(id).orElseThrow().status() == Status.RUNNING);
        home.write(tx -> TestDatabase.postgres().jobs().cancel(tx, id, World.NOW));
        until(() -> home.job(id).orElseThrow().status() == Status.CANCELLED);
    }

    @Test
    void whatTakesTooLongIsInterruptedAndTriedAgain() throws Exception {
        JobId id = enqueue(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        JobWorker worker = worker(run -> {
            begun.countDown();
            never.await();
            return Map.of();
        });

        worker.start();
        begun.await();
        // Step by step, because whoever is not heard of for the length of a lease has lost it.
        while (home.job(id).orElseThrow().error() == null) {
            pass(Duration.ofSeconds(10));
            Instant heard = now.get().plus(BRISK.lease());
            until(() -> !home.job(id).orElseThrow().dueAt().isBefore(heard)
                    || home.job(id).orElseThrow().error() != null);
        }

        assertThat(home.job(id).orElseThrow().error()).isEqualTo("took longer than PT5M");
    }

    @Test
    void aNodeThatStopsPutsBackWhatDoesNotEndInTime() throws Exception {
        JobId id = enqueue(1);
        CountDownLatch begun = new CountDownLatch(1);
        JobWorker worker = worker(
                run -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return Map.of();
                },
                new Pace(
                        16, 8, 4, Duration.ofMillis(20), Duration.ofSeconds(20), Duration.ofMillis(10), Duration.ZERO));

        worker.start();
        begun.await();
        worker.close();

        Job job = home.job(id).orElseThrow();
        assertThat(job.status()).isEqualTo(Status.QUEUED);
        assertThat(job.tries()).isZero();
    }

    // Two nodes

    @Test
    void twoNodesDoAThousandJobsOnceEach() {
        Map<Integer, AtomicInteger> times = new ConcurrentHashMap<>();
        JobHandler<Payload> counting = run -> {
            times.computeIfAbsent(run.payload().number(), none -> new AtomicInteger())
                    .incrementAndGet();
            return Map.of();
        };
        home.does(tx -> IntStream.range(0, 1_000).forEach(i -> enqueue(tx, i)));
        JobWorker one = worker(counting);
        JobWorker other = worker(counting);

        one.start();
        other.start();
        until(() -> one.ended() + other.ended() == 1_000);

        assertThat(times)
                .hasSize(1_000)
                .allSatisfy((number, count) -> assertThat(count).hasValue(1));
        assertThat(one.ended()).isPositive();
        assertThat(other.ended()).isPositive();
        assertThat(home.read(tx -> TestDatabase.postgres()
                                .jobs()
                                .list(tx, new Filter(kind.name(), Status.QUEUED, null), null, 1))
                        .data())
                .isEmpty();
    }

    @Test
    void whatADeadNodeWasDoingIsDoneByAnotherWhenItsLeaseEnds() throws InterruptedException {
        JobId id = enqueue(1);
        TestDatabase.postgres()
                .jobQueue()
                .claim(new Turns(Map.of(kind.name(), 1), 1, 1, null, Set.of(), BRISK.lease(), clock.instant()));
        JobWorker other = worker(run -> Map.of("attempt", run.attempt()));

        assertThat(other.workOff()).isZero();
        pass(BRISK.lease());
        assertThat(other.workOff()).isEqualTo(1);

        assertThat(home.job(id).orElseThrow().result()).isEqualTo(Map.of("attempt", 2));
    }

    @Test
    void whatKillsEveryNodeThatDoesItIsDeadAfterItsTries() throws InterruptedException {
        JobId id = enqueue(1);
        for (int i = 0; i < RetryPolicy.DEFAULT.tries(); i++) {
            TestDatabase.postgres()
                    .jobQueue()
                    .claim(new Turns(Map.of(kind.name(), 1), 1, 1, null, Set.of(), BRISK.lease(), clock.instant()));
            pass(BRISK.lease());
        }

        worker(run -> Map.of()).workOff();

        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.DEAD);
        assertThat(home.job(id).orElseThrow().error()).isEqualTo("whoever did it did not come back");
    }

    @Test
    void whatWasToStopWhenItsNodeDiedIsNotDoneAndItsEndIsKnownToAll() throws InterruptedException {
        JobId id = enqueue(1);
        TestDatabase.postgres()
                .jobQueue()
                .claim(new Turns(Map.of(kind.name(), 1), 1, 1, null, Set.of(), BRISK.lease(), clock.instant()));
        home.write(tx -> TestDatabase.postgres().jobs().cancel(tx, id, World.NOW));
        pass(BRISK.lease());
        List<String> heard = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        long before = TestDatabase.postgres().eventFeed().horizon().number();

        worker(handler(
                        run -> {
                            done.add(run.attempt());
                            return Map.of();
                        },
                        (run, error) -> heard.add(error)))
                .workOff();

        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.CANCELLED);
        assertThat(done).isEmpty();
        assertThat(heard).containsExactly("it was cancelled");
        assertThat(ends(before)).containsExactly("job.finished cancelled");
    }

    @Test
    void whoeverDoesTheJobIsToldThatItIsRefusedOrCancelled() throws InterruptedException {
        List<String> told = new ArrayList<>();
        JobHandler<Payload> refusing = handler(
                run -> {
                    if (run.payload().number() == 0) {
                        throw new JobCancelled();
                    }
                    throw Rejected.of("lead.unknown", "the lead is gone");
                },
                (run, error) -> told.add(run.payload().number() + ": " + error));
        enqueue(0);
        enqueue(1);

        worker(refusing).workOff();

        assertThat(told).containsExactlyInAnyOrder("0: it was cancelled", "1: the lead is gone");
    }

    /** What the tenant's jobs told of their ends since then. */
    private List<String> ends(long since) {
        EventFeed feed = TestDatabase.postgres().eventFeed();
        List<String> ends = new ArrayList<>();
        until(() -> {
            ends.clear();
            feed
                    .read(
                            new EventFeed.Wanted(Set.of(home.tenant()), Topics.of("job.*")),
                            EventPosition.endOf(since),
                            feed.horizon().number(),
                            1_000)
                    .events()
                    .stream()
                    .map(one -> one.event().type() + " " + one.event().data().get("status"))
                    .forEach(ends::add);
            return !ends.isEmpty();
        });
        return ends;
    }

    @Test
    void whoeverLosesItsLeaseIsInterruptedAndChangesNothing() throws Exception {
        JobId id = enqueue(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        JobWorker slow = worker(run -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Map.of("by", "slow");
        });
        slow.start();
        begun.await();

        TestDatabase.postgres()
                .jobQueue()
                .claim(new Turns(
                        Map.of(kind.name(), 1),
                        1,
                        1,
                        null,
                        Set.of(),
                        Duration.ofDays(1),
                        clock.instant().plus(BRISK.lease())));

        assertThat(interrupted.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        until(() -> slow.running() == 0);
        assertThat(home.job(id).orElseThrow().status()).isEqualTo(Status.RUNNING);
        assertThat(home.job(id).orElseThrow().result()).isNull();
    }

    // Whose turn it is

    @Test
    void aTenantWithAThousandJobsLetsTheOthersHaveTheirTurns() throws InterruptedException {
        Home other = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        List<TenantId> order = Collections.synchronizedList(new ArrayList<>());
        home.does(tx -> IntStream.range(0, 200).forEach(i -> enqueue(tx, i)));
        other.does(tx -> IntStream.range(0, 3).forEach(i -> enqueue(tx, i)));

        worker(run -> {
                    order.add(run.tenant());
                    return Map.of();
                })
                .workOff();

        // A batch of the one at most, and one of turns.
        assertThat(order.lastIndexOf(other.tenant())).isLessThan(2 * BRISK.batch());
        assertThat(order).hasSize(203);
    }

    @Test
    void aTenantOfGreaterWeightGivesMoreInItsTurn() throws Exception {
        Home other = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        List.of(home, other)
                .forEach(one -> one.does(tx -> IntStream.range(0, 20).forEach(i -> enqueue(tx, i))));
        try (var admin = TestDatabase.admin();
                var statement = admin.createStatement()) {
            statement.execute("update tenants set job_weight = 3 where id = '" + other.tenant() + "'");
        }

        List<TenantId> turns = TestDatabase.postgres()
                .jobQueue()
                .claim(new Turns(Map.of(kind.name(), 100), 16, 2, null, Set.of(), BRISK.lease(), clock.instant()))
                .stream()
                .map(claimed -> claimed.lease().tenant())
                .toList();

        assertThat(turns).hasSize(16);
        assertThat(turns.stream().filter(other.tenant()::equals)).hasSize(12);
    }

    @Test
    void aTenantThatHasHalfOfANodeLeavesRoomForOthers() throws Exception {
        Home other = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        CountDownLatch enough = new CountDownLatch(1);
        home.does(tx -> IntStream.range(0, 50).forEach(i -> enqueue(tx, 1)));
        JobWorker worker = worker(run -> {
            if (run.tenant().equals(home.tenant())) {
                enough.await();
            }
            return Map.of();
        });

        worker.start();
        until(() -> worker.running() >= BRISK.slots() / 2);
        JobId prompt = other.write(tx -> enqueue(tx, 1));
        until(() -> other.job(prompt).orElseThrow().status() == Status.SUCCEEDED);

        assertThat(worker.running()).isLessThan(BRISK.slots());
        enough.countDown();
    }

    // What it costs

    @Test
    void enqueueingIsOneRoundTripMoreInItsTransaction() throws Exception {
        try (Wire wire = new Wire(TestDatabase.config().jdbcUrl());
                Postgres wired = Postgres.open(
                        new PostgresConfig(
                                wire.jdbcUrl(),
                                TestDatabase.config().login(),
                                TestDatabase.config().migrator(),
                                TestDatabase.config().roles(),
                                1,
                                Duration.ofSeconds(PATIENCE)),
                        TestDatabase.CHANNELS,
                        clock)) {
            Actor actor = Actor.system(home.tenant());
            IntStream.range(0, 6).forEach(i -> enqueueBy(wired, actor, null));
            int before = wire.roundTrips();

            enqueueBy(wired, actor, null);
            int plain = wire.roundTrips() - before;
            enqueueBy(wired, actor, "a key");
            enqueueBy(wired, actor, "a key");

            assertThat(plain).as("the statement and the commit").isEqualTo(2);
            assertThat(wire.roundTrips() - before).isEqualTo(6);
        }
    }

    private void enqueueBy(Postgres wired, Actor actor, String key) {
        NewJob job = kind.job(new JobId(World.id()), new Payload(1), World.NOW);
        wired.transactions().write(actor, tx -> wired.jobs().enqueue(tx, key == null ? job : job.once(key)));
    }

    private JobId enqueue(int number) {
        return home.write(tx -> enqueue(tx, number));
    }

    private JobId enqueue(Tx tx, int number) {
        return TestDatabase.postgres()
                .jobs()
                .enqueue(tx, kind.job(new JobId(World.id()), new Payload(number), World.NOW));
    }

    private void jobs(Tx tx, JobId id, Map<String, Object> payload) {
        TestDatabase.postgres().jobs().enqueue(tx, id, kind.name(), payload, World.NOW);
    }

    private JobWorker worker(JobHandler<Payload> handler) {
        return worker(handler, BRISK);
    }

    /** A node of its own on the database that all share. */
    private JobWorker worker(JobHandler<Payload> handler, Pace pace) {
        Postgres node = Postgres.open(TestDatabase.config(), TestDatabase.CHANNELS, clock);
        nodes.add(node);
        List<JobWork<?>> works = List.of(kind.by(handler));
        JobWorker worker = node.worker(works, pace);
        workers.add(worker);
        return worker;
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void until(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it never came to that").isLessThan(patience);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
