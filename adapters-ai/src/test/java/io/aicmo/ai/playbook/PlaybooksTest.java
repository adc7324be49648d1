package io.aicmo.ai.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.CampaignInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.application.cmo.agent.FunnelInput;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.application.cmo.agent.PlanInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlaybooksTest {
    @Test
    void everyAgentHasAPlaybook() {
        assertThat(Playbooks.ALL.stream().<Object>map(Playbook::agent)).hasSameElementsAs(CmoAgents.ALL);
    }

    @Test
    void theSameInputGetsTheSameAnswer() {
        for (Agent<?, ?> agent : CmoAgents.ALL) {
            assertThat(answer(agent, Told.inputs("Northwind"))).isEqualTo(answer(agent, Told.inputs("Northwind")));
        }
    }

    @Test
    void everyAgentSpeaksInTheTenantsOwnWords() {
        for (Agent<?, ?> agent : CmoAgents.ALL) {
            assertThat(answer(agent, Told.inputs("Northwind")).toString())
                    .as(agent.name())
                    .contains("Northwind");
        }
    }

    @Property(tries = 300)
    void whateverBrandBudgetStartAndChannelsThePlanObeysItsRules(
            @ForAll("brands") BrandFacts brand,
            @ForAll("budgets") BigDecimal budget,
            @ForAll @IntRange(min = 0, max = 40_000) int day,
            @ForAll("channels") List<String> channels) {
        LocalDate start = LocalDate.of(2000, 1, 1).plusDays(day);

        PlanDraft plan = new PlanPlaybook()
                .answer(new PlanInput(
                        new Market(brand, null, null), start, null, new Money(budget, "EUR"), channels, null));

        assertThat(plan.startDate()).isEqualTo(start);
        assertThat(plan.endDate()).isEqualTo(start.plusDays(89));
        assertThat(plan.budgetSplit().stream().map(BudgetShare::percent).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("100");
        assertThat(plan.milestones())
                .allMatch(milestone -> !milestone.dueDate().isBefore(start)
                        && !milestone.dueDate().isAfter(plan.endDate()));
        if (brand.name() != null) {
            assertThat(plan.summary()).contains(Wording.phrase(brand.name(), 80));
        }
    }

    @Property(tries = 300)
    void whateverBrandChannelsAndLengthTheCampaignItsFunnelAndItsContentObeyTheirRules(
            @ForAll("brands") BrandFacts brand,
            @ForAll("channels") List<String> channels,
            @ForAll @IntRange(min = 1, max = 52) int weeks,
            @ForAll @IntRange(min = 1, max = 10) int emails,
            @ForAll Set<AssetKind> kinds) {
        Market market = new Market(brand, null, null);

        CampaignDraft campaign = new CampaignPlaybook()
                .answer(new CampaignInput(market, null, List.of(), null, Told.START, weeks, channels, List.of()));
        ContentDraft content = new ContentPlaybook()
                .answer(new ContentInput(
                        market, campaign.name(), null, null, channels, List.copyOf(kinds), emails, null));

        assertThat(campaign.endDate()).isEqualTo(Told.START.plusDays(7L * weeks - 1));
        assertThat(channels)
                .containsAll(campaign.channels().stream()
                        .map(CampaignDraft.ChannelUse::channel)
                        .toList());
        assertThat(content.emails()).hasSize(kinds.contains(AssetKind.EMAIL) ? emails : 0);
        assertThat(new FunnelPlaybook()
                        .answer(new FunnelInput(market, null, channels, null))
                        .stages())
                .hasSize(4);
    }

    @Test
    void aGoalsOwnNumberIsTheTarget() {
        PlanDraft plan = new PlanPlaybook()
                .answer(new PlanInput(
                        Told.market("Northwind"),
                        Told.START,
                        "Win 250 new leads and 12 customers",
                        null,
                        Told.CHANNELS,
                        null));

        assertThat(plan.kpis())
                .extracting(Kpi::name, kpi -> kpi.target().intValue())
                .contains(
                        org.assertj.core.groups.Tuple.tuple("leads", 250),
                        org.assertj.core.groups.Tuple.tuple("customers", 12));
        assertThat(plan.budget()).isEqualTo(Money.of("2700", "EUR"));
    }

    @Test
    void theAnalystSpeaksByTheRulesAndThenOfWhatFellBehind() {
        OptimizationDraft draft = analysed(
                figure("all.clicks", "clicks", "200", null),
                figure("google_ads.clicks", "clicks", "200", null),
                figure("google_ads.spend", "EUR", "120", null),
                figure("all.replies", "replies", "40", "80"),
                figure("all.meetings_booked", "meetings booked", "1", "2"),
                figure("all.sends", "sends", "10", "900"));

        assertThat(draft.recommendations())
                .extracting(RecommendationDraft::title)
                .containsExactly("Pause google_ads", "All replies has become worse");
    }

    @Property(tries = 300)
    void whateverTheFiguresTheAnalystCitesOnlyWhatItWasToldAndIsAlwaysTheSame(
            @ForAll @LongRange(min = 0, max = 1_000_000) long sends,
            @ForAll @LongRange(min = 0, max = 1_000_000) long bounces,
            @ForAll @LongRange(min = 0, max = 1_000_000) long clicks,
            @ForAll @LongRange(min = 0, max = 1_000) long leads,
            @ForAll @BigRange(min = "0", max = "99999999") BigDecimal spend) {
        Figure[] told = {
            figure("email.sends", "sends", "" + sends, null),
            figure("email.bounces", "bounces", "" + bounces, null),
            figure("google_ads.clicks", "clicks", "" + clicks, null),
            figure("google_ads.leads", "leads", "" + leads, null),
            figure("google_ads.spend", "EUR", spend.toPlainString(), null)
        };

        OptimizationDraft draft = analysed(told);

        assertThat(draft).isEqualTo(analysed(told));
        assertThat(draft.recommendations()).hasSizeLessThanOrEqualTo(5);
        assertThat(draft.recommendations().stream()
                        .flatMap(one -> one.evidence().stream())
                        .map(evidence -> evidence.figure()))
                .allMatch(name ->
                        name.startsWith("email.") || name.startsWith("google_ads.") || name.endsWith(".target"));
    }

    private static OptimizationDraft analysed(Figure... figures) {
        return new AnalystPlaybook()
                .answer(new AnalystInput("Spring", Told.START, Told.START.plusDays(6), List.of(figures)));
    }

    private static Figure figure(String name, String unit, String value, @Nullable String previous) {
        return new Figure(name, unit, new BigDecimal(value), previous == null ? null : new BigDecimal(previous), null);
    }

    @Test
    void aCampaignTakesANameThatIsFree() {
        CampaignInput first = (CampaignInput) Told.inputs("Northwind").get("campaign_designer");
        String name = new CampaignPlaybook().answer(first).name();
        CampaignInput again = new CampaignInput(
                first.market(), null, List.of(), null, Told.START, 2, Told.CHANNELS, List.of(name, name + " 2"));

        assertThat(new CampaignPlaybook().answer(again).name()).isEqualTo(name + " 3");
    }

    private static Record answer(Agent<?, ?> agent, Map<String, Record> inputs) {
        return answer(
                Playbooks.ALL.stream()
                        .filter(playbook -> playbook.agent().equals(agent))
                        .findFirst()
                        .orElseThrow(),
                inputs.get(agent.name()));
    }

    private static <I extends Record, O extends Record> O answer(Playbook<I, O> playbook, Record input) {
        return playbook.answer(playbook.agent().input().cast(input));
    }

    @Provide
    Arbitrary<BrandFacts> brands() {
        Arbitrary<String> texts = Arbitraries.strings()
                .ofMaxLength(190)
                .filter(text -> text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c)))
                .injectNull(0.2);
        Arbitrary<List<String>> lists =
                texts.filter(text -> text != null && !text.isBlank()).list().ofMaxSize(8);
        return Combinators.combine(texts, texts, texts, texts, lists, lists)
                .as((name, audience, problem, promise, reasons, goals) -> new BrandFacts(
                        name, null, null, null, null, audience, problem, promise, null, null, reasons, null, goals,
                        null, null, null, null));
    }

    @Provide
    Arbitrary<BigDecimal> budgets() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999999999"))
                .ofScale(2);
    }

    @Provide
    Arbitrary<List<String>> channels() {
        return Arbitraries.of(
                        "landing_page",
                        "email",
                        "sms",
                        "voice",
                        "linkedin",
                        "whatsapp",
                        "content",
                        "tests",
                        "instagram",
                        "x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }
}
