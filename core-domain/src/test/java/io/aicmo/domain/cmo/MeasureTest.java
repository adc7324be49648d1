package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MeasureTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Example
    void ratesFollowFromCountsAndMoney() {
        Rates rates = measured(10_000, 250, 10, 2, "500", "1600").rates();

        assertThat(rates)
                .isEqualTo(new Rates(
                        new BigDecimal("0.025"),
                        new BigDecimal("0.04"),
                        new BigDecimal("50"),
                        new BigDecimal("250"),
                        new BigDecimal("3.2")));
    }

    @Example
    void whatIsDividedByZeroIsNoRate() {
        assertThat(Figures.NONE.rates()).isEqualTo(new Rates(null, null, null, null, null));
        assertThat(measured(0, 5, 0, 0, "0", "10").rates())
                .isEqualTo(new Rates(null, BigDecimal.ZERO, null, null, null));
    }

    @Example
    void moneyInSeveralCurrenciesIsNotAddedUp() {
        Measured euros = new Measured(1, 1, 1, 1, BigDecimal.TEN, null, List.of("EUR"));
        Measured dollars = new Measured(1, 1, 1, 1, BigDecimal.ONE, BigDecimal.ONE, List.of("USD"));

        Measured both = euros.plus(dollars);

        assertThat(both.spend()).isNull();
        assertThat(both.currency()).isNull();
        assertThat(both.currencies()).containsExactly("EUR", "USD");
        assertThat(both.plus(euros).spend()).isNull();
        assertThat(both.leads()).isEqualTo(2);
        assertThat(euros.plus(euros).spend()).isEqualByComparingTo("20");
        assertThat(euros.plus(Measured.NONE)).isEqualTo(euros);
    }

    @Property
    void figuresAddUpInAnyOrder(
            @ForAll @LongRange(max = 1_000) long one,
            @ForAll @LongRange(max = 1_000) long two,
            @ForAll @LongRange(max = 1_000) long three,
            @ForAll boolean dollars) {
        Figures a = measured(one, two, three, 1, String.valueOf(one), "1");
        Figures b = new Figures(
                Engagement.NONE,
                new Measured(two, 0, 0, 0, BigDecimal.valueOf(two), null, List.of(dollars ? "USD" : "EUR")),
                three);
        Figures c = measured(three, 0, 0, 0, "5", "0.50");

        assertThat(a.plus(b).plus(c)).isEqualTo(c.plus(b.plus(a)));
        assertThat(a.plus(Figures.NONE)).isEqualTo(a);
    }

    @Example
    void aSnapshotIsOfCountsAndMoneyThatCanBe() {
        assertThat(refused(() -> snapshot("Google Ads", 1, "1", "EUR"))).isEqualTo("metrics_snapshot.channel_invalid");
        assertThat(refused(() -> snapshot("google_ads", -1, "1", "EUR")))
                .isEqualTo("metrics_snapshot.count_out_of_range");
        assertThat(refused(() -> snapshot("google_ads", MetricsSnapshot.MOST + 1, "1", "EUR")))
                .isEqualTo("metrics_snapshot.count_out_of_range");
        assertThat(refused(() -> snapshot("google_ads", 1, "-1", "EUR"))).isEqualTo("money.amount_out_of_range");
        assertThat(refused(() -> snapshot("google_ads", 1, "1", "euro"))).isEqualTo("money.currency_invalid");
        assertThat(refused(() -> snapshot("google_ads", 1, "1", null))).isEqualTo("metrics_snapshot.currency_missing");
        assertThat(snapshot("google_ads", 1, null, "EUR").currency()).isNull();
        assertThat(refused(() -> {
                    snapshot("google_ads", 1, null, null).checkNotAhead(MONDAY.minusDays(2));
                    return true;
                }))
                .isEqualTo("metrics_snapshot.day_in_future");
    }

    @Example
    void aWeekIsTheTenants() {
        Instant lateOnSunday = Instant.parse("2026-03-01T23:30:00Z");

        assertThat(Week.at(lateOnSunday, ZoneId.of("UTC")).word()).isEqualTo("2026-W09");
        assertThat(Week.at(lateOnSunday, ZoneId.of("Europe/Berlin")).word()).isEqualTo("2026-W10");
        assertThat(Week.at(lateOnSunday, ZoneId.of("America/New_York")).word()).isEqualTo("2026-W09");
    }

    @Example
    void aWeekInWhichClocksChangeIsAnHourShorterOrLonger() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(length(Week.parse("2026-W13"), berlin)).isEqualTo(Duration.ofHours(7 * 24 - 1));
        assertThat(length(Week.parse("2026-W43"), berlin)).isEqualTo(Duration.ofHours(7 * 24 + 1));
        assertThat(length(Week.parse("2026-W30"), berlin)).isEqualTo(Duration.ofDays(7));
    }

    @Example
    void aWeekIsWrittenAsIso8601HasIt() {
        assertThat(Week.parse("2026-W53").monday()).isEqualTo(LocalDate.of(2026, 12, 28));
        assertThat(Week.parse("2026-W01").monday()).isEqualTo(LocalDate.of(2025, 12, 29));
        for (String wrong :
                List.of("", "2026-W54", "2025-W53", "2026-10", "2026-W1", "2026-W10-1", "week", "-001-W01")) {
            assertThat(refused(() -> Week.parse(wrong))).as(wrong).isEqualTo("week.invalid");
        }
    }

    @Property
    void everyDayIsInOneWeek(@ForAll @LongRange(min = 0, max = 300_000) long days) {
        LocalDate day = LocalDate.ofEpochDay(days);
        Week week = Week.of(day);

        assertThat(day).isBetween(week.monday(), week.sunday());
        assertThat(Week.parse(week.word())).isEqualTo(week);
        assertThat(week.next().previous()).isEqualTo(week);
        assertThat(week.ends(ZoneId.of("Asia/Tokyo"))).isEqualTo(week.next().begins(ZoneId.of("Asia/Tokyo")));
    }

    @Example
    void aRecommendationIsAcceptedOrDismissedAndReopened() {
        Recommendation open = recommendation();

        Recommendation accepted = open.decided(RecommendationStatus.ACCEPTED, "user 1", Given.NOW.plusSeconds(1));

        assertThat(accepted.decidedBy()).isEqualTo("user 1");
        assertThat(accepted.decidedAt()).isEqualTo(Given.NOW.plusSeconds(1));
        assertThat(accepted.decided(RecommendationStatus.ACCEPTED, "user 2", Given.NOW))
                .isSameAs(accepted);
        assertThat(refused(() -> accepted.decided(RecommendationStatus.DISMISSED, "user 2", Given.NOW)))
                .isEqualTo("recommendation.illegal_transition");
        assertThat(accepted.decided(RecommendationStatus.OPEN, "user 2", Given.NOW)
                        .decidedBy())
                .isNull();
        assertThat(open.confidence()).isEqualByComparingTo("0.8");
    }

    @Example
    void aPlansTargetsAreAskedOfAWeekInPart() {
        List<Kpi> kpis = List.of(
                new Kpi("Leads", "leads", new BigDecimal("90"), null),
                new Kpi("Cost per lead", "EUR", new BigDecimal("40"), null),
                new Kpi("CTR", "%", new BigDecimal("2.5"), null),
                new Kpi("Happiness", "smiles", BigDecimal.TEN, null));

        assertThat(Targets.of(kpis, 7))
                .containsOnlyKeys(Metric.CPL, Metric.CTR, Metric.named("leads").orElseThrow())
                .containsEntry(Metric.CPL, new BigDecimal("40"));
        assertThat(Targets.of(kpis, 7).get(Metric.named("leads").orElseThrow())).isEqualByComparingTo("7");
        assertThat(Targets.of(kpis, 7).get(Metric.CTR)).isEqualByComparingTo("0.025");
        assertThat(Targets.ofRates(kpis)).containsOnlyKeys(Metric.CPL, Metric.CTR);
    }

    @Example
    void aQuietWeekIsSaidToBeQuiet() {
        WeekReview review = WeekReview.of(new Week(MONDAY), Figures.NONE, Figures.NONE, Map.of());

        assertThat(review.figures()).isEmpty();
        assertThat(SummaryPlaybook.of(review).headline()).isEqualTo("Nothing was counted in week 2026-W10.");
    }

    @Example
    void budgetMovesFromTheDearChannelToTheCheapOne() {
        Figures dear = measured(1_000, 100, 10, 0, "1000", null);
        Figures cheap = measured(1_000, 100, 20, 0, "400", null);

        List<RecommendationDraft> recommended = OptimizationRules.recommend(new OptimizationRules.Facts(
                dear.plus(cheap),
                List.of(
                        new OptimizationRules.Part("google_ads", dear),
                        new OptimizationRules.Part("linkedin_ads", cheap)),
                Map.of()));

        assertThat(recommended).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo("Move budget from google_ads to linkedin_ads");
            assertThat(one.expectedEffect()).startsWith("About 12 more leads");
            assertThat(one.evidence())
                    .extracting(RecommendationDraft.Evidence::figure)
                    .contains("google_ads.cpl", "linkedin_ads.cpl", "google_ads.spend");
            assertThat(one.confidence()).isEqualTo(50);
        });
    }

    @Example
    void theRulesSpeakOnlyWhereTheyHaveSeenEnough() {
        Figures few = new Figures(new Engagement(20, 15, 0, 0, 0, 5, 0), Measured.NONE, 0);
        Figures many = new Figures(new Engagement(2_000, 1_500, 700, 0, 40, 500, 0), Measured.NONE, 0);

        assertThat(recommended("email", few, Map.of())).isEmpty();
        assertThat(recommended("email", many, Map.of()))
                .extracting(RecommendationDraft::title)
                .containsExactly("Clean the addresses on email");
        assertThat(recommended("email", many, Map.of(Metric.BOUNCE_RATE, new BigDecimal("0.3"))))
                .isEmpty();
    }

    @Property
    void whateverTheFiguresTheRulesHoldTheirRecord(
            @ForAll @LongRange(max = 100_000) long a,
            @ForAll @LongRange(max = 100_000) long b,
            @ForAll @LongRange(max = 5_000) long c,
            @ForAll @LongRange(max = 100) long d) {
        Figures one = new Figures(
                new Engagement(a, b, c, c, d, d, 0),
                new Measured(a, c, d, d, BigDecimal.valueOf(b), BigDecimal.valueOf(c), List.of("EUR")),
                0);
        Figures two = measured(b, a, c, d, String.valueOf(a), String.valueOf(d));
        OptimizationRules.Facts facts = new OptimizationRules.Facts(
                one.plus(two),
                List.of(new OptimizationRules.Part("email", one), new OptimizationRules.Part("google_ads", two)),
                Map.of(Metric.CPL, BigDecimal.TEN, Metric.CAC, new BigDecimal("100")));

        List<RecommendationDraft> recommended = OptimizationRules.recommend(facts);

        assertThat(recommended).hasSizeLessThanOrEqualTo(10).isEqualTo(OptimizationRules.recommend(facts));
        assertThat(recommended).allSatisfy(each -> {
            assertThat(each.evidence()).isNotEmpty();
            assertThat(each.confidence()).isBetween(1, 95);
        });
    }

    private static List<RecommendationDraft> recommended(
            String part, Figures figures, Map<Metric, BigDecimal> targets) {
        return OptimizationRules.recommend(
                new OptimizationRules.Facts(figures, List.of(new OptimizationRules.Part(part, figures)), targets));
    }

    private static Duration length(Week week, ZoneId zone) {
        return Duration.between(week.begins(zone), week.ends(zone));
    }

    private static Figures measured(
            long impressions, long clicks, long leads, long customers, String spend, String revenue) {
        return new Figures(
                Engagement.NONE,
                new Measured(
                        impressions,
                        clicks,
                        leads,
                        customers,
                        new BigDecimal(spend),
                        revenue == null ? null : new BigDecimal(revenue),
                        List.of("EUR")),
                0);
    }

    private static MetricsSnapshot snapshot(String channel, long clicks, String spend, String currency) {
        return MetricsSnapshot.of(
                new MetricsSnapshotId(Given.anId()),
                new WorkspaceId(Given.anId()),
                new MetricsSnapshot.Key(new CampaignId(Given.anId()), channel, MONDAY, "api"),
                new MetricsSnapshot.Report(
                        1, clicks, 1, 1, spend == null ? null : new BigDecimal(spend), null, currency),
                Given.NOW);
    }

    private static Recommendation recommendation() {
        return Recommendation.of(
                new RecommendationId(Given.anId()),
                new WorkspaceId(Given.anId()),
                null,
                new RecommendationDraft(
                        "Move budget",
                        "Move it.",
                        "Because.",
                        "More leads.",
                        80,
                        List.of(new RecommendationDraft.Evidence("cpl", BigDecimal.TEN))),
                null,
                Given.NOW);
    }

    private static String refused(java.util.concurrent.Callable<?> work) {
        return catchThrowableOfType(Rejected.class, work::call).code();
    }
}
