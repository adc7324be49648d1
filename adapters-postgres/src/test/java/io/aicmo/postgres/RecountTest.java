package io.aicmo.postgres;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.Lead;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.crm.SpineStore.Difference;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import io.aicmo.port.crm.SpineStore.Rebuilt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures that were made wrong behind the spine's back are found and corrected, also while events come in. */
class RecountTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final SpineStore spine = new PostgresAdapter(TestDatabase.postgres()).spine();
    private Home home;
    private Campaign campaign;
    private Lead lead;

    @BeforeEach
    void begin() {
        home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        campaign = home.aCampaign();
        lead = home.aLead(campaign);
    }

    @Test
    void aWrongFigureIsNamedAndCorrected() throws SQLException {
        home.record(a("email_replied").to(lead));
        tamper("update campaign_channel_stats_daily set replies = 7, opens = 3");
        tamper("update cmo_campaigns set reply_count = 9");

        Rebuilt rebuilt = rebuild();

        assertThat(rebuilt.days()).isEqualTo(1);
        assertThat(rebuilt.differences())
                .containsExactly(
                        new Difference(DAY, "email", "opens", 3, 0),
                        new Difference(DAY, "email", "replies", 7, 1),
                        new Difference(null, null, "reply_count", 9, 1));
        assertThat(home.stats(campaign.id())).containsExactly(new DailyStats(DAY, "email", 0, 0, 0, 0, 1, 0, 0));
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(1);
        assertThat(rebuild().differences()).isEmpty();
    }

    @Test
    void aDayThatIsMissingIsCountedAndOneOnWhichNothingHappenedIsTakenAway() throws SQLException {
        home.record(a("email_opened").to(lead));
        tamper("update campaign_channel_stats_daily set day = day - 1");

        Rebuilt rebuilt = rebuild();

        assertThat(rebuilt.days()).isEqualTo(1);
        assertThat(rebuilt.differences())
                .containsExactly(
                        new Difference(DAY.minusDays(1), "email", "opens", 1, 0),
                        new Difference(DAY, "email", "opens", 0, 1));
        assertThat(home.stats(campaign.id())).extracting(DailyStats::day).containsExactly(DAY);
    }

    @Test
    void recountsWhileEventsComeInLoseNothingAndCountNothingTwice() throws Exception {
        home.record(a("email_opened").to(lead));
        tamper("update campaign_channel_stats_daily set opens = opens + 1000");
        tamper("update cmo_campaigns set reply_count = reply_count + 1000");
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int teller = 0; teller < 4; teller++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        home.apply(
                                a("email_replied").to(lead), a("email_opened").to(lead));
                    }
                }));
            }
            for (int recount = 0; recount < 2; recount++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 15; i++) {
                        rebuild();
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(home.stats(campaign.id())).containsExactly(new DailyStats(DAY, "email", 0, 0, 201, 0, 200, 0, 0));
        assertThat(home.now(RecordTypes.CAMPAIGNS, campaign.id()).replyCount()).isEqualTo(200);
        assertThat(rebuild().differences()).isEmpty();
    }

    @Test
    void theReportFindsFiguresThatAreWrong() throws SQLException {
        home.record(a("email_replied").to(lead));
        tamper("update campaign_channel_stats_daily set replies = 7");
        tamper("update cmo_campaigns set reply_count = 9");

        assertThat(broken())
                .containsExactly("every statistic counts its activities", "every campaign counts its replies");
    }

    @Test
    void theReportFindsWhatWasOrphanedPastTheConstraints() throws SQLException {
        home.aRun(lead);
        home.record(a("email_replied").to(lead));
        tamper("update outbound_sequence_runs set paused_at = null");
        tamper("delete from channel_events");
        tamper("delete from crm_leads");
        tamper("delete from crm_contacts");

        assertThat(broken())
                .containsExactly(
                        "every activity has its contact",
                        "every activity of a lead has that lead",
                        "every activity has its event",
                        "every sequence run has its lead",
                        "every paused sequence run says why");
    }

    private Rebuilt rebuild() {
        return home.write(tx -> spine.rebuildStats(tx, campaign.id()));
    }

    private List<String> broken() {
        return home.read(tx -> spine.integrity(tx)).stream()
                .filter(rule -> rule.broken() > 0)
                .map(IntegrityRule::rule)
                .toList();
    }

    /** Changes the tenant's rows as the superuser, past constraints and row security. */
    private void tamper(String change) throws SQLException {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(change + " where tenant_id = '" + home.tenant() + "'");
        }
    }
}
