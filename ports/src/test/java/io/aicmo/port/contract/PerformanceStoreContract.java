package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Engagement;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.MetricsSnapshot.Report;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.cmo.PerformanceStore.ChannelFigures;
import io.aicmo.port.cmo.PerformanceStore.DayFigures;
import io.aicmo.port.cmo.PerformanceStore.Days;
import io.aicmo.port.cmo.PerformanceStore.Kept;
import io.aicmo.port.cmo.PerformanceStore.Outcome;
import io.aicmo.port.cmo.PerformanceStore.Performance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link PerformanceStore} promises. */
public interface PerformanceStoreContract extends StoreContract {
    LocalDate DAY = LocalDate.of(2026, 3, 2);
    Report REPORT = report(10, "12.50");

    @Test
    default void theFirstSnapshotOfItsKindIsNew() {
        Home home = world().aTenant();
        MetricsSnapshot snapshot = snapshot(home.aCampaign(), "google_ads", DAY, "api", REPORT);

        Kept kept = record(home, snapshot).get(0);

        assertThat(kept).isEqualTo(new Kept(snapshot, Outcome.CREATED));
        assertThat(home.now(RecordTypes.METRICS_SNAPSHOTS, snapshot.id())).isEqualTo(snapshot);
    }

    @Test
    default void theSameFiguresAgainChangeNothing() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        MetricsSnapshot first = snapshot(campaign, "google_ads", DAY, "api", REPORT);
        record(home, first);

        Kept again = record(home, snapshot(campaign, "google_ads", DAY, "api", report(10, "12.5000")))
                .get(0);

        assertThat(again).isEqualTo(new Kept(first, Outcome.UNCHANGED));
    }

    @Test
    default void otherFiguresTakeThePlaceOfThoseThatWereThere() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        MetricsSnapshot first = snapshot(campaign, "google_ads", DAY, "api", REPORT);
        record(home, first);

        Kept replaced = record(home, snapshot(campaign, "google_ads", DAY, "api", report(11, null)))
                .get(0);

        assertThat(replaced.outcome()).isEqualTo(Outcome.REPLACED);
        assertThat(replaced.snapshot().id()).isEqualTo(first.id());
        assertThat(replaced.snapshot().version()).isEqualTo(2);
        assertThat(replaced.snapshot().clicks()).isEqualTo(11);
        assertThat(replaced.snapshot().currency()).isNull();
        assertThat(home.now(RecordTypes.METRICS_SNAPSHOTS, first.id())).isEqualTo(replaced.snapshot());
    }

    @Test
    default void anotherCampaignChannelDayOrSourceIsAnotherSnapshot() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();

        List<Kept> kept = record(
                home,
                snapshot(campaign, "google_ads", DAY, "api", REPORT),
                snapshot(home.aCampaign(), "google_ads", DAY, "api", REPORT),
                snapshot(campaign, "meta_ads", DAY, "api", REPORT),
                snapshot(campaign, "google_ads", DAY.plusDays(1), "api", REPORT),
                snapshot(campaign, "google_ads", DAY, "sheet", REPORT));

        assertThat(kept).extracting(Kept::outcome).containsOnly(Outcome.CREATED);
    }

    @Test
    default void equalsInOneCallGoOneAfterTheOther() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();

        List<Kept> kept = record(
                home,
                snapshot(campaign, "google_ads", DAY, "api", REPORT),
                snapshot(campaign, "email", DAY, "api", REPORT),
                snapshot(campaign, "google_ads", DAY, "api", REPORT),
                snapshot(campaign, "google_ads", DAY, "api", report(99, null)));

        assertThat(kept)
                .extracting(Kept::outcome)
                .containsExactly(Outcome.CREATED, Outcome.CREATED, Outcome.UNCHANGED, Outcome.REPLACED);
        assertThat(record(home)).isEmpty();
    }

    @Test
    default void ofManyWhoRecordTheSameAtOnceOneIsFirst() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        Callable<Outcome> recording = () -> record(home, snapshot(campaign, "google_ads", DAY, "api", REPORT))
                .get(0)
                .outcome();

        List<AtOnce.Ended<Outcome>> ended = AtOnce.all(Collections.nCopies(6, recording));

        assertThat(ended).allMatch(AtOnce.Ended::well);
        assertThat(performance(home, campaign, DAY, DAY).total().measured().clicks())
                .isEqualTo(10);
    }

    @Test
    default void spineAndSourcesAreAddedUpByDayAndChannel() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        home.record(Happening.a("email_sent").to(home.aLead(campaign)));
        home.record(Happening.a("email_replied").to(home.aLead(campaign)));
        record(
                home,
                snapshot(campaign, "email", DAY, "api", report(1, null)),
                snapshot(campaign, "google_ads", DAY, "api", REPORT),
                snapshot(campaign, "google_ads", DAY, "sheet", REPORT),
                snapshot(campaign, "google_ads", DAY.minusDays(1), "api", REPORT),
                snapshot(campaign, "google_ads", DAY.minusDays(2), "api", REPORT));

        Performance performance = performance(home, campaign, DAY.minusDays(1), DAY);

        Engagement mails = new Engagement(1, 0, 0, 0, 1, 0, 0);
        assertThat(performance.days())
                .containsExactly(
                        new DayFigures(DAY.minusDays(1), "google_ads", measured(10, "12.5")),
                        new DayFigures(DAY, "email", new Figures(mails, counted(1, null), 0)),
                        new DayFigures(DAY, "google_ads", measured(20, "25")));
        assertThat(performance.channels())
                .containsExactly(
                        new ChannelFigures("email", new Figures(mails, counted(1, null), 0)),
                        new ChannelFigures("google_ads", measured(30, "37.5")));
        assertThat(performance.total())
                .isEqualTo(new Figures(mails, counted(30, "37.5").plus(counted(1, null)), 2));
    }

    @Test
    default void moneyInTwoCurrenciesIsNotAddedUp() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        record(
                home,
                snapshot(campaign, "google_ads", DAY, "api", REPORT),
                snapshot(campaign, "meta_ads", DAY, "api", new Report(0, 0, 0, 0, BigDecimal.ONE, null, "USD")));

        Performance performance = performance(home, campaign, DAY, DAY);

        assertThat(performance.total().measured().currencies()).containsExactly("EUR", "USD");
        assertThat(performance.total().measured().spend()).isNull();
        assertThat(performance.channels().get(0).figures().measured().spend()).isEqualTo(new BigDecimal("12.5"));
    }

    @Test
    default void whatIsDeletedAndWhatIsAStrangersCountsNothing() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Campaign campaign = home.aCampaign();
        MetricsSnapshot snapshot = snapshot(campaign, "google_ads", DAY, "api", REPORT);
        record(home, snapshot);

        assertThat(performance(stranger, campaign, DAY, DAY))
                .isEqualTo(new Performance(Figures.NONE, List.of(), List.of()));
        assertThat(workspace(stranger, campaign.workspaceId(), new Days(DAY, DAY)))
                .containsExactly(Figures.NONE);
        home.delete(RecordTypes.METRICS_SNAPSHOTS, snapshot.id());
        assertThat(performance(home, campaign, DAY, DAY))
                .isEqualTo(new Performance(Figures.NONE, List.of(), List.of()));
        assertThat(performance(home, new CampaignId(World.id()), DAY, DAY).days())
                .isEmpty();
    }

    @Test
    default void aWorkspaceIsTheSumOfItsCampaignsInEachSpan() {
        Home home = world().aTenant();
        Campaign one = home.aCampaign();
        Campaign two = home.aCampaign();
        Campaign elsewhere = home.aCampaign(home.aWorkspace().id());
        home.record(Happening.a("email_sent").to(home.aLead(one)));
        record(
                home,
                snapshot(one, "google_ads", DAY, "api", REPORT),
                snapshot(two, "google_ads", DAY, "api", REPORT),
                snapshot(elsewhere, "google_ads", DAY, "api", REPORT),
                snapshot(two, "google_ads", DAY.minusDays(7), "api", report(3, null)));

        List<Figures> figures = workspace(
                home,
                one.workspaceId(),
                new Days(DAY, DAY.plusDays(6)),
                new Days(DAY.minusDays(7), DAY.minusDays(1)),
                new Days(DAY.plusDays(7), DAY.plusDays(13)));

        assertThat(figures)
                .containsExactly(
                        new Figures(new Engagement(1, 0, 0, 0, 0, 0, 0), counted(20, "25"), 1),
                        measured(3, null),
                        Figures.NONE);
    }

    @Test
    default void daysAreTheTenants() {
        // 10:15 UTC is the next day in Kiritimati, where it is 14 hours later.
        Home home = world().aTenant(ZoneId.of("Pacific/Kiritimati"));
        Campaign campaign = home.aCampaign();
        home.aLead(campaign);

        assertThat(performance(home, campaign, DAY, DAY).total().newLeads()).isZero();
        assertThat(performance(home, campaign, DAY.plusDays(1), DAY.plusDays(1))
                        .total()
                        .newLeads())
                .isEqualTo(1);
        assertThat(workspace(home, campaign.workspaceId(), new Days(DAY.plusDays(1), DAY.plusDays(1))))
                .extracting(Figures::newLeads)
                .containsExactly(1L);
    }

    private List<Kept> record(Home home, MetricsSnapshot... snapshots) {
        return home.write(tx -> adapter().performance().record(tx, List.of(snapshots)));
    }

    private Performance performance(Home home, Campaign campaign, LocalDate from, LocalDate to) {
        return performance(home, campaign.id(), from, to);
    }

    private Performance performance(Home home, CampaignId campaign, LocalDate from, LocalDate to) {
        return home.read(tx -> adapter().performance().campaign(tx, campaign, from, to));
    }

    private List<Figures> workspace(Home home, WorkspaceId workspace, Days... spans) {
        return home.read(tx -> adapter().performance().workspace(tx, workspace, List.of(spans)));
    }

    private static MetricsSnapshot snapshot(
            Campaign campaign, String channel, LocalDate day, String source, Report report) {
        return MetricsSnapshot.of(
                new MetricsSnapshotId(World.id()),
                campaign.workspaceId(),
                new MetricsSnapshot.Key(campaign.id(), channel, day, source),
                report,
                World.NOW);
    }

    private static Report report(long clicks, @Nullable String spend) {
        return new Report(
                100 * clicks,
                clicks,
                2,
                1,
                spend == null ? null : new BigDecimal(spend),
                null,
                spend == null ? null : "EUR");
    }

    /** What so many clicks are of, in snapshots of ten clicks or fewer. */
    private static Figures measured(long clicks, @Nullable String spend) {
        return new Figures(Engagement.NONE, counted(clicks, spend), 0);
    }

    private static Measured counted(long clicks, @Nullable String spend) {
        long snapshots = (clicks + 9) / 10;
        return new Measured(
                100 * clicks,
                clicks,
                2 * snapshots,
                snapshots,
                spend == null ? null : new BigDecimal(spend),
                null,
                spend == null ? List.of() : List.of("EUR"));
    }
}
