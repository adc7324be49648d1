package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.application.ai.AskAgent;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.application.cmo.AnalyzeReply;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.ActionKind;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.NextAction;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Sentiment;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.AgentRunStoreContract;
import io.aicmo.port.contract.Happening;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.postgres.ai.AiStores;
import io.aicmo.postgres.record.PgRecords;
import io.aicmo.postgres.sql.PgTransactions;
import io.aicmo.postgres.sql.PgTx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction costs, what it leaves behind, and what it says when something breaks. One connection, over a wire. */
class TransactionsTest {
    private Wire wire;
    private HikariDataSource pool;
    private PgTransactions transactions;
    private Home home;
    private final PgRecords records = new PgRecords();

    @BeforeEach
    void connect() throws IOException {
        home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        wire = new Wire(TestDatabase.config().jdbcUrl());
        PostgresConfig config = TestDatabase.config();
        pool = Pools.forTransactions(new PostgresConfig(
                wire.jdbcUrl(), config.login(), config.migrator(), config.roles(), 1, Duration.ofMillis(300)));
        transactions = new PgTransactions(pool, config.roles());
        transactions.read(home.actor(), this::aContact);
    }

    @AfterEach
    void disconnect() throws IOException {
        pool.close();
        wire.close();
    }

    // What it costs

    @Test
    void aSingleReadIsOneRoundTrip() {
        int before = wire.roundTrips();

        transactions.read(home.actor(), this::aContact);

        assertThat(wire.roundTrips() - before).isEqualTo(1);
    }

    @Test
    void aPageOfAListIsOneRoundTripHoweverItIsAsked() {
        Contact contact = somebody();
        transactions.write(home.actor(), tx -> records.of(RecordTypes.CONTACTS).insert(tx, contact));
        ListQuery query = ListQuery.newest(10)
                .searching("somebody")
                .where("email", contact.email().value());
        int before = wire.roundTrips();

        transactions.read(home.actor(), tx -> records.of(RecordTypes.CONTACTS).list(tx, query));

        assertThat(wire.roundTrips() - before).isEqualTo(1);
    }

    @Test
    void aPageOfATimelineIsOneRoundTripWhereverItBegins() {
        Adapter adapter = new PostgresAdapter(TestDatabase.postgres());
        Lead lead = home.aLead();
        for (int i = 0; i < 3; i++) {
            home.record(Happening.a("email_opened").to(lead));
        }
        Page<Activity> first =
                transactions.read(home.actor(), tx -> adapter.spine().timeline(tx, lead.id(), null, 2));
        int before = wire.roundTrips();

        transactions.read(home.actor(), tx -> adapter.spine().timeline(tx, lead.id(), first.next(), 2));
        transactions.read(home.actor(), tx -> adapter.spine().timeline(tx, lead.contactId(), null, 2));

        assertThat(first.next()).isNotNull();
        assertThat(wire.roundTrips() - before).isEqualTo(2);
    }

    @Test
    void aWriteOfOneStatementIsTwoRoundTripsTheStatementAndTheCommit() {
        int before = wire.roundTrips();

        transactions.write(home.actor(), tx -> records.of(RecordTypes.CONTACTS).insert(tx, somebody()));

        assertThat(wire.roundTrips() - before).isEqualTo(2);
    }

    @Test
    void eachFurtherStatementIsOneMore() {
        int before = wire.roundTrips();

        transactions.write(home.actor(), tx -> {
            records.of(RecordTypes.CONTACTS).insert(tx, somebody());
            return records.of(RecordTypes.CONTACTS).insert(tx, somebody());
        });

        assertThat(wire.roundTrips() - before).isEqualTo(3);
    }

    @Test
    void manyRecordsAreFewRoundTrips() {
        int before = wire.roundTrips();

        transactions.write(home.actor(), tx -> {
            records.of(RecordTypes.CONTACTS)
                    .insertAll(
                            tx,
                            Stream.generate(TransactionsTest::somebody)
                                    .limit(200)
                                    .toList());
            return true;
        });

        assertThat(wire.roundTrips() - before).isLessThanOrEqualTo(4);
    }

    @Test
    void askingAnAgentIsOneReadOfWhatItIsToldAndOneRoundTripForItsRun() {
        Records stores = TestDatabase.postgres().records();
        AskAgent askAgent = new AskAgent(transactions, stores, InstantSource.fixed(World.NOW));
        ReplyAnalysis answer = new ReplyAnalysis(
                Intent.INTERESTED,
                Sentiment.POSITIVE,
                "They like it.",
                80,
                List.of(new NextAction(ActionKind.REPLY, "They wait.", 0)),
                null);
        Agents agents = new Answering(AiStores.runs(transactions), home, answer);
        KernelMode<AnalyzeReply.Reply, ReplyAnalysis> mode = new KernelMode<>(
                CmoAgents.REPLY_ANALYZER,
                AnalyzeReply.Reply.class,
                ReplyAnalysis.class,
                new AnalyzeReply(transactions, stores, Channels.catalogue(), agents));
        Ask<AnalyzeReply.Reply> ask =
                new Ask<>(home.workspace().id(), null, null, new AnalyzeReply.Reply(null, "Sounds good!", null), null);
        askAgent.handle(home.actor(), mode, ask, Listener.silent());
        int before = wire.roundTrips();

        askAgent.handle(home.actor(), mode, ask, Listener.silent());

        assertThat(wire.roundTrips() - before).isEqualTo(2);
    }

    @Test
    void workThatAsksNothingCostsNothing() {
        int before = wire.roundTrips();

        transactions.read(home.actor(), Tx::tenant);
        transactions.write(home.actor(), Tx::tenant);

        assertThat(wire.roundTrips() - before).isZero();
    }

    // What it leaves behind

    @Test
    void aConnectionForgetsWhoUsedIt() throws SQLException {
        transactions.read(home.actor(), this::aContact);
        assertForgotten();

        transactions.write(home.actor(), tx -> records.of(RecordTypes.CONTACTS).insert(tx, somebody()));
        assertForgotten();

        transactions.across(
                transactions.roles().gate(), session -> session.sql("select 1").find(row -> true));
        assertForgotten();
    }

    @Test
    void aConnectionForgetsWhoFailedOnIt() throws SQLException {
        assertThatThrownBy(() -> transactions.write(home.actor(), tx -> {
                    records.of(RecordTypes.CONTACTS).insert(tx, somebody());
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertForgotten();

        assertThatThrownBy(() -> transactions.read(
                        home.actor(), tx -> PgTx.sql(tx, "select 1 / 0").find(row -> true)))
                .hasMessageContaining("division by zero");
        assertForgotten();

        assertThatThrownBy(() -> transactions.write(
                        home.actor(), tx -> PgTx.sql(tx, "select 1 / 0").find(row -> true)))
                .hasMessageContaining("division by zero");
        assertForgotten();
    }

    @Test
    void tenantsThatTakeTurnsOnOneConnectionSeeTheirOwn() {
        Home other = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        Contact ours = home.aContact();
        Contact theirs = other.aContact();

        for (int turn = 0; turn < 12; turn++) { // past the number at which the driver prepares statements
            assertThat(isSeen(home, ours)).isTrue();
            assertThat(isSeen(other, ours)).isFalse();
            assertThat(isSeen(other, theirs)).isTrue();
            assertThat(isSeen(home, theirs)).isFalse();
        }
    }

    // What it refuses

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> transactions.read(
                        home.actor(), tx -> records.of(RecordTypes.CONTACTS).insert(tx, somebody())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only reads");
    }

    @Test
    void aTransactionThatFailedIsNotKeptEvenIfItsWorkGoesOn() {
        Contact contact = somebody();

        assertThatThrownBy(() -> transactions.write(home.actor(), tx -> {
                    records.of(RecordTypes.CONTACTS).insert(tx, contact);
                    assertThatThrownBy(() -> PgTx.sql(tx, "select 1 / 0").execute())
                            .hasMessageContaining("division by zero");
                    return "as if nothing had happened";
                }))
                .hasMessageContaining("nothing of it is kept");

        assertThat(home.find(RecordTypes.CONTACTS, contact.id())).isEmpty();
    }

    // What it says when something breaks

    @Test
    void whoeverWaitsTooLongForAConnectionIsToldToComeAgain() {
        assertThatThrownBy(
                        () -> transactions.write(home.actor(), tx -> transactions.read(home.actor(), this::aContact)))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void aServerThatIsAwayIsUnavailable() throws IOException {
        wire.cut();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> transactions.read(home.actor(), this::aContact))
                    .isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void aWriteWhoseStatementBreaksIsUnavailableAndNotDone() {
        Contact contact = somebody();

        assertThatThrownBy(() -> transactions.write(home.actor(), tx -> {
                    records.of(RecordTypes.CONTACTS).insert(tx, contact);
                    wire.cutAtNextRequest();
                    return aContact(tx);
                }))
                .isInstanceOf(Unavailable.class);

        assertThat(home.find(RecordTypes.CONTACTS, contact.id())).isEmpty();
    }

    @Test
    void aCommitThatBreaksDoesNotPromiseThatNothingWasDone() {
        assertThatThrownBy(() -> transactions.write(home.actor(), tx -> {
                    Contact kept = records.of(RecordTypes.CONTACTS).insert(tx, somebody());
                    wire.cutAtNextRequest();
                    return kept;
                }))
                .isNotInstanceOf(Unavailable.class)
                .hasMessageContaining("unknown");
    }

    @Test
    void aBrokenConnectionIsReplaced() {
        wire.cutAtNextRequest();
        assertThatThrownBy(() -> transactions.read(home.actor(), this::aContact))
                .isInstanceOf(Unavailable.class);

        assertThat(transactions.read(home.actor(), this::aContact)).isFalse();
    }

    /** A network that forgot a connection tells neither end; what both wait for at most is less than a minute together. */
    @Test
    void neitherEndOfAConnectionWaitsForASilentOtherForLong() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select
                            extract(epoch from cast(current_setting('statement_timeout') as interval)),
                            extract(epoch from cast(current_setting('idle_in_transaction_session_timeout') as interval))
                        """)) {
            row.next();

            assertThat(row.getInt(1)).as("statement").isBetween(1, connection.getNetworkTimeout() / 1_000 - 1);
            assertThat(connection.getNetworkTimeout()).as("answer, ms").isBetween(1_000, 40_000);
            assertThat(row.getInt(2)).as("transaction that does nothing").isBetween(1, 25);
        }
    }

    @Test
    void aTimeThatTheDatabaseDoesNotHaveIsTheFaultOfWhoGaveIt() {
        for (String time : List.of("0000-01-01T00:00:00Z", "+10000-01-01T09:59:59Z")) {
            Contact contact = somebody(Instant.parse(time));

            assertThatThrownBy(() -> transactions.write(
                            home.actor(), tx -> records.of(RecordTypes.CONTACTS).insert(tx, contact)))
                    .as(time)
                    .isInstanceOf(Rejected.class)
                    .hasMessageContaining("year");
        }
    }

    @Test
    void anAbsentServerIsUnavailableAtTheStart() {
        PostgresConfig nowhere = PostgresConfig.of("jdbc:postgresql://127.0.0.1:1/nothing", new Login("nobody", null));

        assertThatThrownBy(() -> new Migrations(nowhere).migrate()).isInstanceOf(Unavailable.class);
    }

    private boolean aContact(Tx tx) {
        return records.of(RecordTypes.CONTACTS)
                .find(tx, new ContactId(World.id()))
                .isPresent();
    }

    private boolean isSeen(Home by, Contact contact) {
        return transactions
                .read(by.actor(), tx -> records.of(RecordTypes.CONTACTS).find(tx, contact.id()))
                .isPresent();
    }

    private void assertForgotten() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_user = session_user, coalesce(current_setting('app.tenant_id', true), ''),
                            current_setting('transaction_read_only')
                        """)) {
            row.next();
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(row.getBoolean(1)).as("acts as itself").isTrue();
            assertThat(row.getString(2)).isEmpty();
            assertThat(row.getString(3)).isEqualTo("off");
        }
    }

    private static Contact somebody() {
        return somebody(World.NOW);
    }

    private static Contact somebody(Instant met) {
        return Contact.meet(
                new ContactId(World.id()),
                new Contact.Profile(
                        new EmailAddress(World.word() + "@example.com"),
                        null,
                        "Somebody",
                        null,
                        null,
                        null,
                        null,
                        Map.of()),
                met);
    }

    /** Agents that answer at once, and write down their runs. */
    private record Answering(AgentRunStore runs, Home home, Record answer) implements Agents {
        @Override
        public <I extends Record, O extends Record> AgentAnswer<O> run(
                Actor actor, AgentRequest<I, O> request, Listener listener) {
            AgentRun run = AgentRunStoreContract.aRun(home);
            runs.begin(actor.tenant(), run.id(), () -> AgentRunStoreContract.running(run));
            runs.keep(actor.tenant(), run);
            Agent<I, O> agent = request.agent();
            O output = agent.output().cast(answer);
            return new AgentAnswer<>(agent.name(), agent.mode(), "scripted", run.id(), output, "1", null, null);
        }
    }
}
