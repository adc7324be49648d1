package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.ai.AgentRun.Status;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.AgentRunStore.Filter;
import io.aicmo.port.contract.AgentRunStoreContract;
import io.aicmo.port.contract.Eventually;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.postgres.ai.AiStores;
import io.aicmo.postgres.sql.PgTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of runs whose process does not live to write down their end. */
class InterruptedRunsTest {
    private static final Duration MOMENT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration LOST = Duration.ofMillis(300);

    private final PgTransactions transactions =
            (PgTransactions) TestDatabase.postgres().transactions();
    private final Home home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
    private final AgentRun run = AgentRunStoreContract.aRun(home);
    private final Map<AgentRun, AgentRunStore> begun = new HashMap<>();

    /** A node that says at once that a run is under way, and then nothing more, as if it had died. */
    private final AgentRunStore dying = AiStores.runs(transactions, MOMENT, LONG, LONG);

    private final AgentRunStore other = AiStores.runs(transactions, MOMENT, LONG, LOST);

    /** Nothing is under way any more when the database goes. */
    @AfterEach
    void endAll() {
        begun.forEach((one, node) -> node.keep(home.tenant(), one));
    }

    private void begin(AgentRunStore node, AgentRun one) {
        begun.put(one, node);
        node.begin(home.tenant(), one.id(), () -> AgentRunStoreContract.running(one));
    }

    private void begin(AgentRunStore node) {
        begin(node, run);
        Eventually.holds(() -> assertThat(statuses()).containsExactly(Status.RUNNING));
    }

    private List<AgentRun> runs() {
        return home.read(tx -> other.list(tx, Filter.ANY, null, 10)).data();
    }

    private List<Status> statuses() {
        return runs().stream().map(AgentRun::status).toList();
    }

    private void interrupted() {
        Eventually.holds(() -> {
            other.endInterrupted();
            assertThat(statuses()).containsExactly(Status.INTERRUPTED);
        });
    }

    @Test
    void aRunWhoseNodeDiesIsEndedByAnother() {
        begin(dying);

        interrupted();

        assertThat(runs()).singleElement().satisfies(ended -> {
            assertThat(ended.error()).isEqualTo("the server that ran it died");
            assertThat(ended.output()).isNull();
            assertThat(ended.input()).isEqualTo(run.input());
        });
    }

    @Test
    void aRunThatWasOnlyTakenForInterruptedEndsAsItDid() {
        begin(dying);
        interrupted();

        dying.keep(home.tenant(), run);

        assertThat(runs()).containsExactly(run);
    }

    @Test
    void whatHasEndedIsNotInterrupted() {
        begin(dying);
        dying.keep(home.tenant(), run);

        Eventually.holds(() -> assertThat(someOtherRunIsInterrupted()).isTrue());

        assertThat(runs()).contains(run);
    }

    /** By then this one would have been as well. */
    private boolean someOtherRunIsInterrupted() {
        begin(dying, AgentRunStoreContract.aRun(home));
        Eventually.holds(() -> {
            other.endInterrupted();
            assertThat(statuses()).contains(Status.INTERRUPTED);
        });
        return true;
    }

    @Test
    void aNodeThatLivesSaysSoAgainAndAgain() throws SQLException {
        AgentRunStore living = AiStores.runs(transactions, MOMENT, MOMENT, LONG);
        begin(living);
        String first = seenAt();

        Eventually.holds(() -> assertThat(seenAt()).isGreaterThan(first));

        living.keep(home.tenant(), run);
        assertThat(seenAt()).isNull();
    }

    private String seenAt() {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement();
                var row = statement.executeQuery("select seen_at from agent_runs where id = '" + run.id() + "'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
