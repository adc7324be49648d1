package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.application.cmo.AnalyzePerformance;
import io.aicmo.application.cmo.AnalyzeReply;
import io.aicmo.application.cmo.DesignCampaign;
import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.DraftPlan;
import io.aicmo.application.cmo.GenerateContent;
import io.aicmo.application.cmo.HandleReply;
import io.aicmo.application.cmo.InterviewBrand;
import io.aicmo.application.cmo.Orchestrate;
import io.aicmo.application.cmo.RecommendActions;
import io.aicmo.application.cmo.RouteLead;
import io.aicmo.application.cmo.StoreContent;
import io.aicmo.application.cmo.SummarizeWeek;
import io.aicmo.application.cmo.SummaryWriters;
import io.aicmo.application.cmo.agent.BrandIntakeInput;
import io.aicmo.application.cmo.agent.CampaignInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.PlanInput;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.application.crm.RecordChannelEvents;
import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.BrandQuestion;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.SummaryPlaybook;
import io.aicmo.domain.cmo.WeeklySummary;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.cmo.draft.BrandTurn;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.ActionKind;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.NextAction;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Sentiment;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadRouter.Route;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.job.JobQueue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What agents' work leaves in the stores: conversations, profiles, notes, tasks, statuses. */
public interface AgentWorkContract extends StoreContract {
    InstantSource CLOCK = InstantSource.fixed(World.NOW);
    LocalDate TODAY = LocalDate.ofInstant(World.NOW, ZoneOffset.UTC);
    LocalDate LAST_WEEK = TODAY.minusWeeks(1);

    @Test
    default void aConversationFillsTheProfileTurnByTurnUntilItIsComplete() {
        Home home = world().aTenant();
        InterviewBrand.Turn turn = says(home, null, "Hello");
        assertThat(turn.brandProfileId()).isNull();

        for (BrandQuestion question : BrandQuestion.values()) {
            assertThat(turn.asking()).isEqualTo(question.field());
            turn = says(
                    home,
                    turn.conversationId(),
                    question == BrandQuestion.MONTHLY_BUDGET ? "900 EUR" : "Fresh " + question);
        }

        assertThat(turn.complete()).isTrue();
        assertThat(turn.missing()).isEmpty();
        BrandProfile profile = home.now(RecordTypes.BRAND_PROFILES, turn.brandProfileId());
        assertThat(profile.name()).isEqualTo("Fresh NAME");
        assertThat(profile.voice()).isEqualTo("Fresh VOICE");
        assertThat(profile.generation().agent()).isEqualTo("brand_intake");
        Conversation conversation = home.now(RecordTypes.CONVERSATIONS, turn.conversationId());
        assertThat(conversation.status()).isEqualTo(Conversation.Status.COMPLETE);
        assertThat(conversation.turns()).hasSize(24);
    }

    @Test
    default void whatSomebodyDeclinesIsNotAskedAgain() {
        Home home = world().aTenant();
        InterviewBrand.Turn first = says(home, null, "Hello");

        InterviewBrand.Turn second = says(home, first.conversationId(), "skip");

        assertThat(second.asking()).isEqualTo("description");
        assertThat(home.now(RecordTypes.CONVERSATIONS, second.conversationId()).declined())
                .containsExactly("name");
    }

    @Test
    default void aConversationOfAnotherTenantOrWorkspaceCannotBeGoneOnWith() {
        Home home = world().aTenant();
        ConversationId id = says(home, null, "Hello").conversationId();

        assertThatThrownBy(() -> says(world().aTenant(), id, "Hello")).isInstanceOf(NotFound.class);
        Ask<InterviewBrand.Message> elsewhere =
                new Ask<>(home.aWorkspace().id(), null, id, new InterviewBrand.Message("Hello"), null);
        assertThat(catchThrowableOfType(
                                Rejected.class, () -> interview().answer(home.actor(), elsewhere, Listener.silent()))
                        .code())
                .isEqualTo("conversation.in_other_workspace");
    }

    @Test
    default void aPlanIsDraftedFromTheWorkspacesOwnBrand() {
        Home home = world().aTenant();
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        says(world().aTenant(), null, "Hello");
        ScriptedAgents agents = new ScriptedAgents().says(CmoAgents.PLANNER, told -> {
            throw new IllegalStateException("told enough");
        });
        DraftPlan plans = plans(agents);
        DraftPlan.Wish wish = new DraftPlan.Wish(null, "100 leads", null, null, null, null, null);

        assertThatThrownBy(() -> plans.answer(
                        home.actor(), new Ask<>(home.workspace().id(), null, null, wish, null), Listener.silent()))
                .hasMessage("told enough");

        PlanInput told = (PlanInput) agents.told().get(0);
        assertThat(told.market().brand().name()).isEqualTo("Northwind");
        assertThat(told.startDate()).isEqualTo("2026-03-03");
        assertThat(told.channels()).contains("email").doesNotContain("crm");
    }

    @Test
    default void whatBeginsTomorrowBeginsByTheTenantsCalendar() {
        Home home = world().aTenant(ZoneId.of("Pacific/Kiritimati"));
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        ScriptedAgents agents = new ScriptedAgents()
                .says(CmoAgents.PLANNER, told -> {
                    throw new IllegalStateException("told enough");
                })
                .says(CmoAgents.CAMPAIGN_DESIGNER, told -> {
                    throw new IllegalStateException("told enough");
                });
        DesignCampaign campaigns = new DesignCampaign(
                adapter().transactions(),
                adapter().records(),
                adapter().tenants(),
                adapter().channels(),
                agents,
                CLOCK);
        WorkspaceId workspace = home.workspace().id();
        DraftPlan.Wish plan = new DraftPlan.Wish(null, null, null, null, null, null, null);
        DesignCampaign.Wish campaign = new DesignCampaign.Wish(null, null, null, null, null, null, null);

        assertThatThrownBy(() -> plans(agents)
                        .answer(home.actor(), new Ask<>(workspace, null, null, plan, null), Listener.silent()))
                .hasMessage("told enough");
        assertThatThrownBy(() -> campaigns.answer(
                        home.actor(), new Ask<>(workspace, null, null, campaign, null), Listener.silent()))
                .hasMessage("told enough");

        assertThat(((PlanInput) agents.told().get(0)).startDate()).isEqualTo("2026-03-04");
        assertThat(((CampaignInput) agents.told().get(1)).startDate()).isEqualTo("2026-03-04");
    }

    @Test
    default void aCampaignOfAPlanBeginsWithItOrTomorrowWhereThePlanHasBegun() {
        Home home = world().aTenant();
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        ScriptedAgents agents = new ScriptedAgents().says(CmoAgents.CAMPAIGN_DESIGNER, told -> {
            throw new IllegalStateException("told enough");
        });
        DesignCampaign campaigns = new DesignCampaign(
                adapter().transactions(),
                adapter().records(),
                adapter().tenants(),
                adapter().channels(),
                agents,
                CLOCK);

        for (LocalDate start : List.of(LocalDate.parse("2026-01-15"), LocalDate.parse("2026-05-01"))) {
            Plan plan = home.keep(
                    RecordTypes.PLANS,
                    Plan.drafted(
                            new PlanId(World.id()),
                            home.workspace().id(),
                            new Plan.Edit(
                                    null,
                                    null,
                                    "Plan",
                                    null,
                                    null,
                                    PlanStatus.DRAFT,
                                    start,
                                    List.of(),
                                    List.of(),
                                    null,
                                    List.of()),
                            null,
                            World.NOW));
            DesignCampaign.Wish wish = new DesignCampaign.Wish(plan.id(), null, null, null, null, null, null);
            assertThatThrownBy(() -> campaigns.answer(
                            home.actor(), new Ask<>(home.workspace().id(), null, null, wish, null), Listener.silent()))
                    .hasMessage("told enough");
        }

        assertThat(agents.told())
                .extracting(told -> ((CampaignInput) told).startDate().toString())
                .containsExactly("2026-03-03", "2026-05-01");
    }

    @Test
    default void withoutABrandThereIsNothingToPlanWith() {
        Home home = world().aTenant();
        DraftPlan plans = plans(new ScriptedAgents());
        DraftPlan.Wish wish = new DraftPlan.Wish(null, null, null, null, null, null, null);

        assertThat(catchThrowableOfType(
                                Rejected.class,
                                () -> plans.answer(
                                        home.actor(),
                                        new Ask<>(home.workspace().id(), null, null, wish, null),
                                        Listener.silent()))
                        .code())
                .isEqualTo("brand_profile.missing");
    }

    @Test
    default void aReplyIsUnderstoodNotedAndFollowedByTasksAndMovesTheLeadForward() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        ActivityId reply = reply(home, lead, "Sounds good!\n\nOn Monday Ada <a@b.c> wrote:\n> Shall we?");
        ScriptedAgents agents = analyst(
                Intent.INTERESTED,
                new NextAction(ActionKind.QUALIFY, "they are interested", 0),
                new NextAction(ActionKind.FOLLOW_UP, "ask again", 3));

        Map<String, Object> result = orchestrate(agents, home, "handle_reply", lead, reply);

        assertThat(((ReplyInput) agents.told().get(0)).text()).isEqualTo("Sounds good!");
        assertThat(result).containsEntry("intent", "interested").containsEntry("carried_out", List.of("qualify"));
        assertThat(home.now(RecordTypes.LEADS, lead.id()).status()).isEqualTo(LeadStatus.ENGAGED);
        assertThat(notes(home, lead)).hasSize(1).allMatch(note -> note.body().contains("interested"));
        assertThat(tasks(home)).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo(CalendarEvent.Kind.TASK);
            assertThat(task.startsAt()).isEqualTo(World.NOW.plusSeconds(3 * 86_400));
        });
    }

    @Test
    default void aReplyIsHandledOnceHoweverOftenTheJobRuns() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        ActivityId reply = reply(home, lead, "How much is it?");
        ScriptedAgents agents = analyst(Intent.QUESTION, new NextAction(ActionKind.REPLY, "answer", 0));

        orchestrate(agents, home, "handle_reply", lead, reply);
        Map<String, Object> again = orchestrate(agents, home, "handle_reply", lead, reply);

        assertThat(again).containsEntry("already_handled", true);
        assertThat(agents.told()).hasSize(1);
        assertThat(notes(home, lead)).hasSize(1);
        assertThat(tasks(home)).hasSize(1);
    }

    @Test
    default void whoWantsNoMoreMailGetsNone() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        SequenceRun run = home.aRun(lead);
        ActivityId reply = reply(home, lead, "Remove me");
        ScriptedAgents agents = analyst(
                Intent.UNSUBSCRIBE,
                new NextAction(ActionKind.SUPPRESS, "they asked", 0),
                new NextAction(ActionKind.QUALIFY, "whatever", 0));

        orchestrate(agents, home, "handle_reply", lead, reply);
        orchestrate(agents, home, "handle_reply", lead, reply);

        assertThat(home.timeline(lead.id()))
                .filteredOn(activity -> activity.type().equals("email_unsubscribed"))
                .hasSize(1);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id()).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(home.now(RecordTypes.LEADS, lead.id()).status()).isEqualTo(LeadStatus.ENGAGED);
    }

    @Test
    default void whoWantsNoMoreMailGetsNoneAlsoWhereTheAiIsSilentOrBlind() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        SequenceRun run = home.aRun(lead);
        ActivityId reply = reply(home, lead, "Please unsubscribe me.\n\nOn Monday Ada <a@b.c> wrote:\n> Shall we?");
        ScriptedAgents silent = new ScriptedAgents().says(CmoAgents.REPLY_ANALYZER, told -> {
            throw new AiFailure.OverBudget();
        });

        assertThatThrownBy(() -> orchestrate(silent, home, "handle_reply", lead, reply))
                .isInstanceOf(AiFailure.OverBudget.class);
        assertThat(unsubscribed(home, lead)).hasSize(1);
        assertThat(home.now(RecordTypes.SEQUENCE_RUNS, run.id()).status()).isEqualTo(RunStatus.PAUSED);

        ScriptedAgents blind = analyst(Intent.INTERESTED, new NextAction(ActionKind.FOLLOW_UP, "ask again", 3));
        Map<String, Object> result = orchestrate(blind, home, "handle_reply", lead, reply);
        assertThat(unsubscribed(home, lead)).hasSize(1);
        assertThat(result).containsEntry("carried_out", List.of("suppress"));
        assertThat(notes(home, lead))
                .singleElement()
                .satisfies(note -> assertThat(note.body()).contains("Done: suppress."));
    }

    @Test
    default void whatIsQuotedOrAutomaticUnsubscribesNobody() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        ScriptedAgents agents = analyst(Intent.QUESTION, new NextAction(ActionKind.REPLY, "answer", 0));

        orchestrate(
                agents,
                home,
                "handle_reply",
                lead,
                reply(home, lead, "How much is it?\n\nOn Monday Ada <a@b.c> wrote:\n> Reply STOP to unsubscribe."));
        orchestrate(
                agents,
                home,
                "handle_reply",
                lead,
                home.record(a("email_auto_replied").to(lead).with("text", "I am away. Unsubscribe here: example.com"))
                        .activityId());

        assertThat(unsubscribed(home, lead)).isEmpty();
    }

    private static List<Activity> unsubscribed(Home home, Lead lead) {
        return home.timeline(lead.id()).stream()
                .filter(activity -> activity.type().equals("email_unsubscribed"))
                .toList();
    }

    @Test
    default void aReplyOfAnotherTenantsLeadIsNotFound() {
        Home home = world().aTenant();
        Lead lead = home.aLead(home.aCampaign());
        ActivityId reply = reply(home, lead, "Hello");
        ScriptedAgents agents = analyst(Intent.OTHER, new NextAction(ActionKind.REPLY, "answer", 0));

        assertThat(catchThrowableOfType(
                                Rejected.class,
                                () -> orchestrate(agents, world().aTenant(), "handle_reply", lead, reply))
                        .code())
                .isEqualTo("lead.unknown");
        assertThat(agents.told()).isEmpty();
    }

    @Test
    default void aLeadIsRoutedOnceAndGetsAnOwner() {
        Home home = world().aTenant();
        UserId rep = home.aMember(Role.REP);
        Lead lead = home.aLead();
        ScriptedAgents agents = new ScriptedAgents()
                .says(CmoAgents.LEAD_ROUTER, input -> new RoutingAdvice(Route.SALES, "It asked.", "Call it."));

        Map<String, Object> result = orchestrate(
                agents, home, "route_lead", lead, new ActivityId(lead.id().value()));
        orchestrate(agents, home, "route_lead", lead, new ActivityId(lead.id().value()));

        assertThat(result).containsEntry("route", "sales").containsEntry("owner_id", rep.toString());
        assertThat(home.now(RecordTypes.LEADS, lead.id()).ownerId()).isEqualTo(rep);
        assertThat(notes(home, lead)).hasSize(1);
        assertThat(agents.told()).hasSize(1);
    }

    @Test
    default void aRunByAJobSaysOfWhichRequestAndCampaignItIs() {
        Home home = world().aTenant();
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        Campaign campaign = home.aCampaign();
        Campaign other = home.aCampaign();
        Campaign elsewhere = home.aCampaign(home.aWorkspace().id());
        Lead lead = home.aLead(campaign);
        ScriptedAgents agents = analyst(Intent.OTHER, new NextAction(ActionKind.REPLY, "answer", 0))
                .says(CmoAgents.LEAD_ROUTER, input -> new RoutingAdvice(Route.SALES, "It asked.", "Call it."));
        ScriptedAgents writer = writer();
        GenerateContent content = contents(writer);

        orchestrate(agents, home, "handle_reply", lead, reply(home, lead, "Hello"));
        orchestrate(agents, home, "route_lead", lead, new ActivityId(World.id()));
        orchestrate(agents, home, "route_lead", lead, new ActivityId(World.id()), other.id());
        orchestrate(agents, home, "route_lead", lead, new ActivityId(World.id()), elsewhere.id());
        content.handle(tried(home, content.request(home.actor(), wanted(campaign))));

        assertThat(agents.asked())
                .extracting(request -> request.campaignId())
                .containsExactly(campaign.id(), campaign.id(), other.id(), campaign.id());
        assertThat(agents.asked()).allMatch(request -> "the request".equals(request.requestId()));
        assertThat(writer.asked()).singleElement().satisfies(request -> {
            assertThat(request.campaignId()).isEqualTo(campaign.id());
            assertThat(request.requestId()).isEqualTo("the request");
        });
    }

    @Test
    default void whatWasQueuedBeforeRequestsWereToldIsStillRead() {
        assertThat(Orchestrate.JOB.read(Map.of("action", "route_lead")).requestId())
                .isNull();
        assertThat(GenerateContent.JOB
                        .read(Map.of("campaign_id", World.id().toString()))
                        .requestId())
                .isNull();
    }

    @Test
    default void anActionThatNobodyKnowsIsRefused() {
        Home home = world().aTenant();

        assertThat(catchThrowableOfType(
                                Rejected.class,
                                () -> orchestrate(new ScriptedAgents(), home, "make_coffee", home.aLead(), null))
                        .code())
                .isEqualTo("orchestrator.unknown_action");
    }

    // Figures

    @Test
    default void aWeekWhoseWordsHoldANumberThatIsNoFigureIsWordedByThePlaybook() {
        Home home = world().aTenant();
        report(home, home.aCampaign());
        ScriptedAgents agents = new ScriptedAgents()
                .says(
                        CmoAgents.WEEKLY_SUMMARY,
                        told -> new SummaryWording("9,999 leads", "10 clicks", List.of(), List.of(), List.of("Go on")));

        SummarizeWeek.Result result = summarize(agents, home);

        assertThat(agents.told()).hasSize(1);
        assertThat(result.unfounded()).containsExactly("9,999");
        WeeklySummary kept =
                home.now(RecordTypes.WEEKLY_SUMMARIES, result.summary().id());
        assertThat(kept.wording()).isEqualTo(SummaryPlaybook.of(kept.review()));
        assertThat(kept.wording().summary()).contains("Clicks: 10").doesNotContain("9,999");
        assertThat(kept.generation().model()).isEqualTo(AgentRun.OFFLINE_PLAYBOOK);
        assertThat(kept.generation().runId()).isNull();
    }

    @Test
    default void aWorkspaceThatIsNamedLikeANumberFoundsNone() {
        Home home = world().aTenant();
        report(home, home.aCampaign());
        Workspace workspace = home.workspace();
        home.change(RecordTypes.WORKSPACES, workspace.renamed("9999", World.NOW));
        ScriptedAgents agents = new ScriptedAgents()
                .says(
                        CmoAgents.WEEKLY_SUMMARY,
                        told -> new SummaryWording("9999 leads", "10 clicks", List.of(), List.of(), List.of("Go on")));

        assertThat(summarize(agents, home).unfounded()).containsExactly("9999");
    }

    @Test
    default void aWeekWhoseWordsHoldItsFiguresAloneIsKeptAsTheAgentWordedIt() {
        Home home = world().aTenant();
        report(home, home.aCampaign());
        SummaryWording words = new SummaryWording("10 clicks", "2 leads.", List.of(), List.of(), List.of("Go on"));
        ScriptedAgents agents = new ScriptedAgents()
                .says(CmoAgents.WEEKLY_SUMMARY, told -> words)
                .costing("0.0000001");

        SummarizeWeek.Result result = summarize(agents, home);

        assertThat(result.unfounded()).isEmpty();
        assertThat(result.summary().wording()).isEqualTo(words);
        assertThat(result.summary().generation().model()).isEqualTo("scripted");
        assertThat(result.summary().generation().cost()).isEqualTo(Money.of("0.000001", "USD"));
    }

    @Test
    default void whatAnInterviewCostIsRoundedUpToo() {
        Home home = world().aTenant();
        ConversationId conversation = says(home, null, "Hello").conversationId();
        ScriptedAgents dear = new ScriptedAgents()
                .says(CmoAgents.BRAND_INTAKE, AgentWorkContract::ask)
                .costing("0.0000001");

        InterviewBrand.Turn turn = interview(dear)
                .answer(
                        home.actor(),
                        new Ask<>(
                                home.workspace().id(),
                                null,
                                conversation,
                                new InterviewBrand.Message("Northwind"),
                                null),
                        Listener.silent())
                .output();

        assertThat(home.now(RecordTypes.BRAND_PROFILES, turn.brandProfileId())
                        .generation()
                        .cost())
                .isEqualTo(Money.of("0.000001", "USD"));
    }

    @Test
    default void whatAnAgentMakesUpIsNoEvidenceAndWhatRestsOnNothingElseIsNotKept() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        report(home, campaign);
        ScriptedAgents agents = new ScriptedAgents()
                .says(
                        CmoAgents.OPTIMIZATION_ANALYST,
                        told -> new OptimizationDraft(
                                "As it is.",
                                List.of(
                                        recommended("Founded", "google_ads.clicks 10", "google_ads.leads 3"),
                                        recommended("Wrong value", "google_ads.clicks 11"),
                                        recommended("No such figure", "tiktok_ads.clicks 10"))));

        RecommendActions.Result result = new RecommendActions(
                        adapter().transactions(),
                        adapter().records(),
                        adapter().tenants(),
                        adapter().performance(),
                        agents,
                        World::id,
                        CLOCK)
                .handle(home.actor(), campaign.id(), new AnalyzePerformance.Period(LAST_WEEK, TODAY), null);

        assertThat(result.recommendations()).singleElement().satisfies(one -> {
            assertThat(one.title()).isEqualTo("Founded");
            assertThat(one.evidence())
                    .extracting(RecommendationDraft.Evidence::figure)
                    .containsExactly("google_ads.clicks");
        });
        assertThat(home.read(tx -> home.store(RecordTypes.RECOMMENDATIONS).list(tx, ListQuery.newest(50)))
                        .data())
                .isEqualTo(result.recommendations());
    }

    private static RecommendationDraft recommended(String title, String... cited) {
        return new RecommendationDraft(
                title,
                "Do it",
                "Because",
                "More",
                80,
                Stream.of(cited)
                        .map(figure -> figure.split(" "))
                        .map(figure -> new RecommendationDraft.Evidence(figure[0], new BigDecimal(figure[1])))
                        .toList());
    }

    /** Last week a source reported ten clicks and two leads. */
    private void report(Home home, Campaign campaign) {
        MetricsSnapshot snapshot = MetricsSnapshot.of(
                new MetricsSnapshotId(World.id()),
                campaign.workspaceId(),
                new MetricsSnapshot.Key(campaign.id(), "google_ads", LAST_WEEK, "api"),
                new MetricsSnapshot.Report(1_000, 10, 2, 0, null, null, null),
                World.NOW);
        home.write(tx -> adapter().performance().record(tx, List.of(snapshot)));
    }

    private SummarizeWeek.Result summarize(ScriptedAgents agents, Home home) {
        return new SummarizeWeek(
                        adapter().transactions(),
                        adapter().records(),
                        adapter().tenants(),
                        adapter().performance(),
                        SummaryWriters.agent(agents),
                        World::id,
                        CLOCK)
                .handle(home.actor(), new SummarizeWeek.Command(home.workspace().id(), null, null));
    }

    // Content

    @Test
    default void contentIsMadeOnceHoweverOftenItsJobRuns() {
        Home home = world().aTenant();
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        GenerateContent content = contents(writer());
        JobId job = content.request(home.actor(), wanted(home));

        Map<String, Object> made = content.handle(tried(home, job));
        Map<String, Object> again = content.handle(tried(home, job));

        assertThat((List<?>) made.get("content_asset_ids")).hasSize(2);
        assertThat(again).containsEntry("made_before", true);
        assertThat(assets(home)).hasSize(2);
    }

    @Test
    default void anAgentThatFailsHasNothingMade() {
        Home home = world().aTenant();
        says(home, says(home, null, "Hello").conversationId(), "Northwind");
        for (AiFailure failure : List.of(
                new AiFailure.OverBudget(),
                new AiFailure.RateLimited(Duration.ofSeconds(1)),
                new AiFailure.Upstream(),
                new AiFailure.TimedOut(),
                new AiFailure.InvalidAnswer(List.of("a rule")),
                new AiFailure.Cancelled())) {
            GenerateContent content = contents(new ScriptedAgents().says(CmoAgents.CONTENT_ENGINE, told -> {
                throw failure;
            }));
            JobId job = content.request(home.actor(), wanted(home));

            assertThatThrownBy(() -> content.handle(tried(home, job))).isSameAs(failure);
        }

        assertThat(assets(home)).isEmpty();
    }

    private static ScriptedAgents writer() {
        return new ScriptedAgents()
                .says(
                        CmoAgents.CONTENT_ENGINE,
                        told -> new ContentDraft(
                                null,
                                List.of(
                                        new ContentDraft.Email(0, "Hello", "It begins", "Body", List.of()),
                                        new ContentDraft.Email(24, "Again", "It goes on", "Body", List.of())),
                                null,
                                List.of(),
                                List.of(),
                                List.of()));
    }

    private GenerateContent contents(ScriptedAgents agents) {
        Adapter adapter = adapter();
        return new GenerateContent(
                adapter.transactions(),
                adapter.records(),
                adapter.jobs(),
                new DraftContent(adapter.transactions(), adapter.records(), adapter.channels(), agents),
                new StoreContent(adapter.transactions(), adapter.records(), World::id, CLOCK),
                World::id,
                CLOCK);
    }

    private static GenerateContent.Payload wanted(Home home) {
        return wanted(home.aCampaign());
    }

    private static GenerateContent.Payload wanted(Campaign campaign) {
        return new GenerateContent.Payload(campaign.id(), List.of(AssetKind.EMAIL), 2, null, "the request");
    }

    /** A try at a job as it was enqueued. */
    private static OneTry<GenerateContent.Payload> tried(Home home, JobId job) {
        return new OneTry<>(
                new JobQueue.Claimed(
                        new JobQueue.Lease(home.tenant(), job, 1), home.job(job).orElseThrow()),
                GenerateContent.JOB);
    }

    private static List<ContentAsset> assets(Home home) {
        return home.read(tx -> home.store(RecordTypes.CONTENT_ASSETS).list(tx, ListQuery.newest(50)))
                .data();
    }

    private InterviewBrand.Turn says(Home home, @Nullable ConversationId conversation, String message) {
        return interview()
                .answer(
                        home.actor(),
                        new Ask<>(home.workspace().id(), null, conversation, new InterviewBrand.Message(message), null),
                        Listener.silent())
                .output();
    }

    /** A new one for each turn: nothing is remembered but in the store. */
    private InterviewBrand interview() {
        return interview(new ScriptedAgents().says(CmoAgents.BRAND_INTAKE, AgentWorkContract::ask));
    }

    private InterviewBrand interview(ScriptedAgents agents) {
        return new InterviewBrand(
                adapter().transactions(), adapter().records(), adapter().channels(), agents, World::id, CLOCK);
    }

    private DraftPlan plans(ScriptedAgents agents) {
        Adapter adapter = adapter();
        return new DraftPlan(
                adapter.transactions(), adapter.records(), adapter.tenants(), adapter.channels(), agents, CLOCK);
    }

    private static BrandTurn ask(BrandIntakeInput input) {
        BrandFacts learned = BrandQuestion.about(input.asked())
                .map(question -> question.read(input.message()))
                .orElse(BrandFacts.NONE);
        Set<String> declined = new HashSet<>(input.declined());
        if (learned.equals(BrandFacts.NONE) && input.asked() != null) {
            declined.add(input.asked());
        }
        Optional<BrandQuestion> next = BrandQuestion.next(learned.over(input.known()), declined);
        return new BrandTurn("Well.", learned, next.map(BrandQuestion::field).orElse(null));
    }

    private static ScriptedAgents analyst(Intent intent, NextAction... actions) {
        return new ScriptedAgents()
                .says(
                        CmoAgents.REPLY_ANALYZER,
                        input -> new ReplyAnalysis(
                                intent, Sentiment.NEUTRAL, "They say something.", 80, List.of(actions), "Hello"));
    }

    private Map<String, Object> orchestrate(
            ScriptedAgents agents, Home home, String action, Lead lead, @Nullable ActivityId activity) {
        return orchestrate(agents, home, action, lead, activity, null);
    }

    private Map<String, Object> orchestrate(
            ScriptedAgents agents,
            Home home,
            String action,
            Lead lead,
            @Nullable ActivityId activity,
            @Nullable CampaignId campaign) {
        Adapter adapter = adapter();
        AnalyzeReply analysis = new AnalyzeReply(adapter.transactions(), adapter.records(), adapter.channels(), agents);
        RecordChannelEvents events = new RecordChannelEvents(
                adapter.transactions(),
                adapter.records(),
                new SpineRules(adapter.channels()),
                adapter.spine(),
                World::id,
                CLOCK);
        Orchestrate orchestrate = new Orchestrate(List.of(
                new HandleReply(
                        adapter.transactions(), adapter.records(), adapter.spine(), events, analysis, agents, CLOCK),
                new RouteLead(
                        adapter.transactions(), adapter.records(), adapter.leads(), adapter.spine(), agents, CLOCK)));
        return orchestrate.handle(
                home.actor(),
                new Orchestrate.Payload(
                        action, activity, lead.contactId(), lead.id(), campaign, "email", "the request"),
                new JobId(World.id()));
    }

    private static ActivityId reply(Home home, Lead lead, String text) {
        return home.record(a("email_replied").to(lead).with("text", text)).activityId();
    }

    private static List<Note> notes(Home home, Lead lead) {
        return home.read(tx -> home.store(RecordTypes.NOTES)
                        .list(tx, ListQuery.newest(50).where("leadId", lead.id())))
                .data();
    }

    private static List<CalendarEvent> tasks(Home home) {
        return home.read(tx -> home.store(RecordTypes.CALENDAR_EVENTS).list(tx, ListQuery.newest(50)))
                .data();
    }
}
