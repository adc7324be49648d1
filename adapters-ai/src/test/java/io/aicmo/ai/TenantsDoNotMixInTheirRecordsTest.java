package io.aicmo.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.ai.playbook.Playbooks;
import io.aicmo.ai.playbook.Told;
import io.aicmo.application.ai.AskAgent;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.AnalyzePerformance;
import io.aicmo.application.cmo.AnalyzeReply;
import io.aicmo.application.cmo.CmoModes;
import io.aicmo.application.cmo.DesignCampaign;
import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.DraftFunnel;
import io.aicmo.application.cmo.DraftPlan;
import io.aicmo.application.cmo.InterviewBrand;
import io.aicmo.application.cmo.RouteLead;
import io.aicmo.application.cmo.SummarizeWeek;
import io.aicmo.application.cmo.SummaryWriters;
import io.aicmo.application.crm.UpsertLead;
import io.aicmo.application.tenant.OpenWorkspace;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.OfferStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.inmemory.InMemory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Two tenants with the same records under other names, through every agent: each gathers its own tenant's facts alone. */
class TenantsDoNotMixInTheirRecordsTest {
    private static final String ONE = "Northwind";
    private static final String OTHER = "Zephyrus";

    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-05-04T09:00:00Z"));
    private final Ids ids = Ids.timeOrdered(clock);
    private final InMemory memory = new InMemory();
    private final Silent model = new Silent();
    private final AgentRunner runner = new AgentRunner(
            model, null, Playbooks.ALL, memory.transactions(), memory.records(), memory.agentRuns(), ids, clock);
    private final AskAgent askAgent = new AskAgent(memory.transactions(), memory.records(), clock);

    private record Home(String mark, Actor actor, Workspace workspace, CampaignId campaign, LeadId lead) {}

    @Test
    void whateverAnAgentIsAskedItsPromptHoldsOneTenantsWordsAlone() {
        List<Home> homes = List.of(home(ONE), home(OTHER));
        for (KernelMode<?, ?> mode : modes()) {
            for (Home home : homes) {
                model.asked.clear();

                String answered = ask(mode, home);

                assertThat(model.asked).as(mode.mode()).isNotEmpty();
                assertThat(model.asked)
                        .as(mode.mode())
                        .allSatisfy(
                                asked -> assertThat(asked).contains(home.mark).doesNotContain(stranger(home)));
                assertThat(answered).as(mode.mode()).doesNotContain(stranger(home));
            }
        }
    }

    @Test
    void aWeekIsWordedFromOneTenantsFiguresAlone() {
        List<Home> homes = List.of(home(ONE), home(OTHER));
        SummarizeWeek summarizeWeek = new SummarizeWeek(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.performance(),
                SummaryWriters.agent(runner),
                ids,
                clock);
        for (Home home : homes) {
            model.asked.clear();

            SummarizeWeek.Result made =
                    summarizeWeek.handle(home.actor, new SummarizeWeek.Command(home.workspace.id(), "2026-W18", null));

            assertThat(model.asked)
                    .isNotEmpty()
                    .allSatisfy(asked -> assertThat(asked).contains(home.mark).doesNotContain(stranger(home)));
            assertThat(made.summary().wording().toString()).contains(home.mark).doesNotContain(stranger(home));
        }
    }

    private static String stranger(Home home) {
        return home.mark.equals(ONE) ? OTHER : ONE;
    }

    private List<KernelMode<?, ?>> modes() {
        return CmoModes.of(
                memory.transactions(),
                memory.records(),
                memory.tenants(),
                memory.performance(),
                memory.leads(),
                memory.spine(),
                Channels.catalogue(),
                runner,
                ids,
                clock);
    }

    private <Q extends Record, A extends Record> String ask(KernelMode<Q, A> mode, Home home) {
        Map<String, Record> inputs = Map.of(
                "brand_intake",
                new InterviewBrand.Message("What is still missing?"),
                "plan_90day",
                new DraftPlan.Wish(null, null, null, null, null, null, null),
                "funnel_architect",
                new DraftFunnel.Wish(null, null, null, null, null),
                "campaign_designer",
                new DesignCampaign.Wish(null, null, null, null, null, null, null),
                "content_engine",
                new DraftContent.Wish(null, null, null),
                "optimization_analyst",
                new AnalyzePerformance.Period(null, null),
                "cmo_lead_router",
                new RouteLead.Which(home.lead),
                "email_reply_analyzer",
                new AnalyzeReply.Reply(null, "Tell me more.", null));
        Q input = mode.input().cast(inputs.get(mode.mode()));
        KernelMode.Ask<Q> ask = new KernelMode.Ask<>(home.workspace.id(), home.campaign, null, input, null);
        return askAgent.handle(home.actor, mode, ask, Listener.silent())
                .output()
                .toString();
    }

    /** A tenant of which every text holds the mark. */
    private Home home(String mark) {
        Actor actor = Actor.system(new TenantId(ids.next()));
        Instant now = clock.instant();
        memory.transactions().write(actor, tx -> {
            memory.tenants().insert(tx, new Tenant(actor.tenant(), mark, ZoneId.of("UTC"), now));
            return actor;
        });
        Workspace opened = new OpenWorkspace(memory.transactions(), memory.records(), Channels.catalogue(), ids, clock)
                .handle(actor, mark);
        Workspace workspace = memory.transactions()
                .write(
                        actor,
                        tx -> memory.records().of(RecordTypes.WORKSPACES).update(tx, opened.fallingBack(true, now)));
        keep(
                actor,
                RecordTypes.BRAND_PROFILES,
                BrandProfile.of(new BrandProfileId(ids.next()), workspace.id(), brand(mark), null, now));
        IcpSegment segment = keep(
                actor,
                RecordTypes.ICP_SEGMENTS,
                IcpSegment.of(
                        new IcpSegmentId(ids.next()),
                        workspace.id(),
                        new IcpSegment.Edit(
                                mark + " managers",
                                null,
                                null,
                                IcpSegment.Rank.PRIMARY,
                                Map.of("role", mark),
                                Map.of(),
                                Map.of(),
                                null,
                                Map.of(),
                                null),
                        null,
                        now));
        Offer offer = keep(
                actor,
                RecordTypes.OFFERS,
                Offer.of(
                        new OfferId(ids.next()),
                        workspace.id(),
                        new Offer.Edit(
                                segment.id(),
                                mark + " Weekly",
                                mark + " fresh beans",
                                null,
                                null,
                                null,
                                List.of(mark + " no contract"),
                                null,
                                null,
                                "Order " + mark,
                                null,
                                OfferStatus.ACTIVE),
                        null,
                        now));
        Plan plan = keep(
                actor,
                RecordTypes.PLANS,
                Plan.drafted(
                        new PlanId(ids.next()),
                        workspace.id(),
                        new Plan.Edit(
                                segment.id(),
                                offer.id(),
                                mark + " spring",
                                mark + " leads",
                                null,
                                PlanStatus.DRAFT,
                                LocalDate.of(2026, 5, 1),
                                List.of(),
                                List.of(),
                                null,
                                List.of()),
                        null,
                        now));
        Campaign campaign = keep(
                actor,
                RecordTypes.CAMPAIGNS,
                Campaign.planned(
                        new CampaignId(ids.next()),
                        workspace.id(),
                        new Campaign.Edit(
                                plan.id(),
                                segment.id(),
                                offer.id(),
                                mark + " campaign",
                                null,
                                null,
                                CampaignStatus.PLANNING,
                                List.of("email", "landing_page"),
                                null,
                                List.of(),
                                null,
                                null,
                                0),
                        null,
                        now));
        keep(
                actor,
                RecordTypes.METRICS_SNAPSHOTS,
                MetricsSnapshot.of(
                        new MetricsSnapshotId(ids.next()),
                        workspace.id(),
                        new MetricsSnapshot.Key(campaign.id(), "google_ads", LocalDate.of(2026, 4, 29), "api"),
                        new MetricsSnapshot.Report(900, 70, 3, 0, BigDecimal.TEN, null, "EUR"),
                        now));
        Contact.Profile ada = Contact.Profile.of(new EmailAddress("ada@" + mark.toLowerCase(Locale.ROOT) + ".example"));
        LeadId lead = new UpsertLead(memory.transactions(), memory.records(), memory.leads(), ids, clock)
                .handle(actor, new UpsertLead.Command(ada, campaign.id(), null, mark + "_page"))
                .leadId();
        return new Home(mark, actor, workspace, campaign.id(), lead);
    }

    private static BrandProfile.Edit brand(String mark) {
        BrandFacts facts = Told.market(mark).brand();
        return new BrandProfile.Edit(
                mark + " Coffee",
                null,
                facts.industry(),
                null,
                facts.description(),
                facts.audience(),
                facts.problem(),
                facts.valueProposition(),
                null,
                facts.voice(),
                List.of(mark + " on Mondays"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Told.CHANNELS,
                facts.monthlyBudget());
    }

    private <I extends Id, R extends Record & Entity<I>> R keep(Actor actor, RecordType<I, R> type, R record) {
        return memory.transactions()
                .write(actor, tx -> memory.records().of(type).insert(tx, record));
    }

    /** A model that remembers all that it is asked and never answers, so that the playbooks do. */
    private static final class Silent implements AiGateway {
        private final List<String> asked = new ArrayList<>();

        @Override
        public String model(Priority urgency) {
            return "silent";
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Reply complete(Question question, Listener listener) {
            asked.add(question.messages().stream().map(Message::text).collect(Collectors.joining("\n")));
            throw new AiFailure.Upstream();
        }

        @Override
        public Reply stream(Question question, Listener listener) {
            return complete(question, listener);
        }
    }
}
