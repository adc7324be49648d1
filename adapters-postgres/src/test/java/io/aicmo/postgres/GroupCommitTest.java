package io.aicmo.postgres;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import io.aicmo.port.contract.Happening;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import io.aicmo.postgres.crm.CrmStores;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.crm.SpineLimits;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How events share commits, and what happens to them when something goes wrong. */
class GroupCommitTest {
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<PgSpineStore> stores = new ArrayList<>();
    private Wire wire;
    private Home home;
    private Campaign campaign;

    @BeforeEach
    void open() throws IOException {
        wire = new Wire(TestDatabase.config().jdbcUrl());
        home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        campaign = home.aCampaign();
    }

    @AfterEach
    void close() throws IOException {
        callers.close();
        stores.forEach(PgSpineStore::close);
        wire.close();
    }

    // What it costs

    @Test
    void anEventAloneIsOneRoundTripAndOneCommit() {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 100)));
        SpineDecision open = decide(a("email_opened").to(home.aLead(campaign)));
        SpineDecision reply = decide(a("email_replied").to(home.aLead(campaign)));
        int roundTrips = wire.roundTrips();
        long commits = spine.commits();

        spine.apply(List.of(open));
        spine.apply(List.of(reply));

        assertThat(wire.roundTrips() - roundTrips).isEqualTo(2);
        assertThat(spine.commits() - commits).isEqualTo(2);
    }

    @Test
    void fiveHundredEventsOfOneCallerAreOneStatementAndOneCommit() {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 1_000)));
        List<SpineDecision> decisions = opens(500);
        int roundTrips = wire.roundTrips();
        long commits = spine.commits();

        List<SpineOutcome> outcomes = spine.apply(decisions);

        assertThat(outcomes).hasSize(500).allMatch(SpineOutcome.Recorded.class::isInstance);
        assertThat(wire.roundTrips() - roundTrips).isEqualTo(1);
        assertThat(spine.commits() - commits).isEqualTo(1);
    }

    @Test
    void whatArrivesWhileABatchIsWrittenBecomesTheNextBatch() throws Exception {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 1_000)));
        Lead lead = home.aLead(campaign);
        spine.apply(List.of(decide(a("email_opened").to(lead))));
        long commits = spine.commits();
        List<Future<List<SpineOutcome>>> running = new ArrayList<>();

        try (Connection holder = holdTheStatisticsOf(campaign)) {
            running.add(callers.submit(
                    () -> spine.apply(List.of(decide(a("email_opened").to(lead))))));
            until(GroupCommitTest::aWriterWaits);
            for (int i = 0; i < 50; i++) {
                SpineDecision open = decide(a("email_opened").to(lead));
                running.add(callers.submit(() -> spine.apply(List.of(open))));
            }
            until(() -> spine.queued() == 50);
            holder.rollback();
        }

        for (Future<List<SpineOutcome>> one : running) {
            assertThat(one.get(30, TimeUnit.SECONDS)).allMatch(SpineOutcome.Recorded.class::isInstance);
        }
        assertThat(spine.commits() - commits).isEqualTo(2);
        assertThat(home.stats(campaign.id())).extracting(DailyStats::opens).containsExactly(52L);
    }

    // What is refused

    @Test
    void whoComesWhenTooMuchIsWaitingIsRefusedAndTheOthersAreNot() throws Exception {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 3)));
        Lead lead = home.aLead(campaign);
        spine.apply(List.of(decide(a("email_opened").to(lead))));
        List<Future<List<SpineOutcome>>> accepted = new ArrayList<>();

        try (Connection holder = holdTheStatisticsOf(campaign)) {
            accepted.add(callers.submit(
                    () -> spine.apply(List.of(decide(a("email_opened").to(lead))))));
            until(GroupCommitTest::aWriterWaits);
            accepted.add(callers.submit(() -> spine.apply(opens(3))));
            until(() -> spine.queued() == 3);

            assertThat(spine.isBusy()).isTrue();
            assertThatThrownBy(() -> spine.apply(opens(1)))
                    .isInstanceOfSatisfying(
                            Unavailable.class,
                            full -> assertThat(full.retryAfter()).isPositive());
            holder.rollback();
        }

        for (Future<List<SpineOutcome>> one : accepted) {
            assertThat(one.get(30, TimeUnit.SECONDS)).allMatch(SpineOutcome.Recorded.class::isInstance);
        }
        assertThat(spine.isBusy()).isFalse();
        assertThat(spine.apply(opens(1))).allMatch(SpineOutcome.Recorded.class::isInstance);
    }

    @Test
    void whoBringsMoreThanMayWaitIsServedWhenNobodyWaits() {
        PgSpineStore spine = store(SpineLimits.of(1, 3));

        assertThat(spine.apply(opens(10))).hasSize(10).allMatch(SpineOutcome.Recorded.class::isInstance);
    }

    @Test
    void closingWritesWhatWasAcceptedAndAcceptsNoMore() throws Exception {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 5)));
        Lead lead = home.aLead(campaign);
        spine.apply(List.of(decide(a("email_opened").to(lead))));
        List<Future<List<SpineOutcome>>> accepted = new ArrayList<>();
        Future<?> closing;

        try (Connection holder = holdTheStatisticsOf(campaign)) {
            accepted.add(callers.submit(
                    () -> spine.apply(List.of(decide(a("email_opened").to(lead))))));
            until(GroupCommitTest::aWriterWaits);
            accepted.add(callers.submit(() -> spine.apply(opens(5))));
            until(() -> spine.queued() == 5);
            closing = callers.submit(spine::close);
            until(() -> isShuttingDown(spine));
            holder.rollback();
        }

        closing.get(30, TimeUnit.SECONDS);
        for (Future<List<SpineOutcome>> one : accepted) {
            assertThat(one.get(30, TimeUnit.SECONDS)).allMatch(SpineOutcome.Recorded.class::isInstance);
        }
        assertThatThrownBy(() -> spine.apply(opens(1))).isInstanceOf(Unavailable.class);
    }

    // What cannot be stored

    @Test
    void anEventThatCannotBeStoredFailsAloneAndTheOthersOfItsCallAreKept() {
        PgSpineStore spine = store(SpineLimits.of(1, 100));
        List<SpineDecision> decisions = new ArrayList<>(opens(9));
        decisions.add(4, poison());

        List<SpineOutcome> outcomes = spine.apply(decisions);

        assertThat(outcomes.get(4)).isInstanceOf(SpineOutcome.Failed.class);
        assertThat(outcomes).filteredOn(SpineOutcome.Recorded.class::isInstance).hasSize(9);
        assertThat(home.stats(campaign.id())).extracting(DailyStats::opens).containsExactly(9L);
    }

    @Test
    void anEventThatCannotBeStoredFailsAloneAndOtherCallersDoNotNotice() throws Exception {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 100)));
        Lead lead = home.aLead(campaign);
        spine.apply(List.of(decide(a("email_opened").to(lead))));
        List<Future<List<SpineOutcome>>> good = new ArrayList<>();
        Future<List<SpineOutcome>> bad;

        try (Connection holder = holdTheStatisticsOf(campaign)) {
            good.add(callers.submit(
                    () -> spine.apply(List.of(decide(a("email_opened").to(lead))))));
            until(GroupCommitTest::aWriterWaits);
            good.add(callers.submit(() -> spine.apply(opens(3))));
            bad = callers.submit(() -> spine.apply(List.of(poison())));
            good.add(callers.submit(() -> spine.apply(opens(3))));
            until(() -> spine.queued() == 7);
            holder.rollback();
        }

        assertThat(bad.get(30, TimeUnit.SECONDS)).allMatch(SpineOutcome.Failed.class::isInstance);
        for (Future<List<SpineOutcome>> one : good) {
            assertThat(one.get(30, TimeUnit.SECONDS)).allMatch(SpineOutcome.Recorded.class::isInstance);
        }
        assertThat(home.stats(campaign.id())).extracting(DailyStats::opens).containsExactly(8L);
    }

    // What breaks

    @Test
    void aConnectionThatBreaksIsReplacedAndTheEventIsRecordedOnce() {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 100)));
        Lead lead = home.aLead(campaign);
        wire.cutAtNextRequest();

        List<SpineOutcome> outcomes =
                spine.apply(List.of(decide(a("email_opened").to(lead))));

        assertThat(outcomes).allMatch(SpineOutcome.Recorded.class::isInstance);
        assertThat(home.timeline(lead.id())).hasSize(1);
    }

    @Test
    void aConnectionThatTheNetworkForgotIsGivenUpAndTheEventIsRecordedOnce() {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 100), "&socketTimeout=1"));
        Lead lead = home.aLead(campaign);
        wire.forgetAtNextRequest();

        List<SpineOutcome> outcomes =
                spine.apply(List.of(decide(a("email_opened").to(lead))));

        assertThat(outcomes).allMatch(SpineOutcome.Recorded.class::isInstance);
        assertThat(home.timeline(lead.id())).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailableAndTheWriterRecovers() throws Exception {
        PgSpineStore spine = warm(store(SpineLimits.of(1, 100)));
        Lead lead = home.aLead(campaign);
        SpineDecision open = decide(a("email_opened").to(lead));
        String database = TestDatabase.config().jdbcUrl().replaceAll(".*/|\\?.*", "");
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement()) {
            statement.execute("alter role \"" + TestDatabase.config().login().user() + "\" nologin");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
                    + " 'aicmo-spine' and datname = '" + database + "'");
            try {
                assertThatThrownBy(() -> spine.apply(List.of(open))).isInstanceOf(Unavailable.class);
            } finally {
                statement.execute(
                        "alter role \"" + TestDatabase.config().login().user() + "\" login");
            }
        }

        assertThat(spine.apply(List.of(open))).allMatch(SpineOutcome.Recorded.class::isInstance);
        assertThat(home.timeline(lead.id())).hasSize(1);
    }

    // Two nodes

    @Test
    void twoNodesAndSixteenCallersWithRepetitionsInAnyOrderLeaveEachEventOnce() throws Exception {
        List<PgSpineStore> nodes = List.of(store(SpineLimits.of(2, 10_000)), store(SpineLimits.of(2, 10_000)));
        List<Lead> leads =
                IntStream.range(0, 20).mapToObj(i -> home.aLead(campaign)).toList();
        leads.forEach(home::aRun);
        List<Happening> distinct = IntStream.range(0, 400)
                .mapToObj(i -> a(i % 4 == 0 ? "email_replied" : "email_opened")
                        .to(leads.get(i % leads.size()))
                        .ago(Duration.ofMinutes(i)))
                .toList();
        List<Callers> work = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            work.add(new Callers(nodes.get(caller % 2), told(distinct, new Random(caller))));
        }

        List<SpineOutcome> outcomes = atOnce(work);

        assertThat(outcomes).filteredOn(SpineOutcome.Recorded.class::isInstance).hasSize(400);
        assertThat(outcomes)
                .allMatch(one -> one instanceof SpineOutcome.Recorded || one instanceof SpineOutcome.Duplicate);
        assertThat(home.stats(campaign.id()).stream()
                        .mapToLong(DailyStats::replies)
                        .sum())
                .isEqualTo(100);
        assertThat(home.stats(campaign.id()).stream()
                        .mapToLong(DailyStats::opens)
                        .sum())
                .isEqualTo(300);
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(100);
        leads.forEach(lead -> assertThat(home.timeline(lead.id())).hasSize(20));
        assertThat(integrity(nodes.get(0))).allMatch(rule -> rule.broken() == 0);
    }

    @Test
    void batchesThatWantTheSameRowsInOpposedOrdersAllEndWell() throws Exception {
        List<PgSpineStore> nodes = List.of(store(SpineLimits.of(2, 10_000)), store(SpineLimits.of(2, 10_000)));
        List<Lead> leads = IntStream.range(0, 30)
                .mapToObj(i -> home.aLead(home.aCampaign()))
                .toList();
        leads.forEach(home::aRun);
        List<Lead> opposed = new ArrayList<>(leads);
        Collections.reverse(opposed);
        List<Callers> work = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            List<Lead> order = round % 2 == 0 ? leads : opposed;
            Duration ago = Duration.ofMinutes(1_000 - round);
            work.add(new Callers(
                    nodes.get(round % 2),
                    order.stream()
                            .map(lead -> decide(a("email_replied").to(lead).ago(ago)))
                            .toList()));
        }

        List<SpineOutcome> outcomes = atOnce(work);

        assertThat(outcomes).hasSize(40 * 30).allMatch(SpineOutcome.Recorded.class::isInstance);
        assertThat(integrity(nodes.get(0))).allMatch(rule -> rule.broken() == 0);
    }

    // What it takes

    private record Callers(PgSpineStore spine, List<SpineDecision> decisions) {}

    /** Each in a thread of its own; what became of all. */
    private List<SpineOutcome> atOnce(List<Callers> work) throws InterruptedException, ExecutionException {
        List<Future<List<SpineOutcome>>> running = work.stream()
                .map(one -> callers.submit(() -> one.spine.apply(one.decisions)))
                .toList();
        List<SpineOutcome> outcomes = new ArrayList<>();
        for (Future<List<SpineOutcome>> one : running) {
            outcomes.addAll(one.get());
        }
        return outcomes;
    }

    /** Every event once and some of them again, shuffled; each telling has ids of its own. */
    private List<SpineDecision> told(List<Happening> distinct, Random random) {
        List<Happening> told = new ArrayList<>(distinct);
        told.addAll(distinct.subList(0, 50));
        Collections.shuffle(told, random);
        return told.stream().map(this::decide).toList();
    }

    private PgSpineStore store(SpineLimits limits) {
        return store(limits, "");
    }

    private PgSpineStore store(SpineLimits limits, String parameters) {
        PostgresConfig config = TestDatabase.config();
        PostgresConfig overTheWire = new PostgresConfig(
                wire.jdbcUrl() + parameters,
                config.login(),
                config.migrator(),
                config.roles(),
                1,
                Duration.ofSeconds(2));
        PgSpineStore spine = CrmStores.spine(
                Pools.forSpine(overTheWire, limits.writers()), config.roles().spine(), limits, tenant -> {});
        stores.add(spine);
        return spine;
    }

    /** Every connection has its plans. */
    private PgSpineStore warm(PgSpineStore spine) {
        Home elsewhere = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        Lead lead = elsewhere.aLead();
        for (int i = 0; i < 2; i++) {
            spine.apply(List.of(elsewhere.decide(a("email_opened").to(lead))));
            spine.apply(List.of(elsewhere.decide(a("email_replied").to(lead))));
        }
        return spine;
    }

    private List<IntegrityRule> integrity(PgSpineStore spine) {
        return home.read(spine::integrity);
    }

    private SpineDecision decide(Happening happening) {
        return home.decide(happening);
    }

    private List<SpineDecision> opens(int count) {
        Lead lead = home.aLead(campaign);
        return Stream.generate(() -> decide(a("email_opened").to(lead)))
                .limit(count)
                .toList();
    }

    private SpineDecision poison() {
        return decide(a("email_opened").to(home.aLead(campaign)).with("subject", "\u0000"));
    }

    private boolean isShuttingDown(PgSpineStore spine) {
        try {
            spine.apply(opens(1));
            return false;
        } catch (Unavailable refused) {
            return String.valueOf(refused.getMessage()).contains("shutting down");
        }
    }

    /** Whoever counts for this campaign waits until the connection is rolled back. */
    private Connection holdTheStatisticsOf(Campaign one) throws SQLException {
        Connection connection = TestDatabase.admin();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select from campaign_channel_stats_daily where campaign_id = '" + one.id() + "' for update");
        }
        return connection;
    }

    /** Whether a batch is under way and held up by somebody's lock. */
    private static boolean aWriterWaits() {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement();
                ResultSet waiting = statement.executeQuery("""
                        select from pg_stat_activity
                        where datname = current_database() and application_name = 'aicmo-spine'
                            and wait_event_type = 'Lock'
                        """)) {
            return waiting.next();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(patience);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
