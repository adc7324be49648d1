package io.aicmo.application.cmo.agent;

import io.aicmo.domain.cmo.draft.BrandTurn;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.job.Priority;
import io.aicmo.port.ai.Agent;
import java.util.List;

/** The marketing department's agents. */
public final class CmoAgents {
    public static final Agent<BrandIntakeInput, BrandTurn> BRAND_INTAKE = new Agent<>(
            "brand_intake",
            "brand_intake",
            "cmo-brand-intake",
            "asks about the brand, one question at a time, until its profile is complete",
            Priority.P1,
            "1",
            BrandIntakeInput.class,
            BrandTurn.class,
            true);

    public static final Agent<PlanInput, PlanDraft> PLANNER = new Agent<>(
            "plan_90day",
            "plan_90day",
            "cmo-plan-90day",
            "drafts a plan of 90 days: themes, milestones, figures to reach, budget",
            Priority.P1,
            "2",
            PlanInput.class,
            PlanDraft.class,
            true);

    public static final Agent<FunnelInput, FunnelDraft> FUNNEL_ARCHITECT = new Agent<>(
            "funnel_architect",
            "funnel_architect",
            "cmo-funnel-architect",
            "drafts the stages from stranger to customer, each with its goal, content and conversion target",
            Priority.P1,
            "2",
            FunnelInput.class,
            FunnelDraft.class,
            false);

    public static final Agent<CampaignInput, CampaignDraft> CAMPAIGN_DESIGNER = new Agent<>(
            "campaign_designer",
            "campaign_designer",
            "cmo-campaign-designer",
            "drafts a campaign: channels, audience, cadence, content to make, calendar",
            Priority.P1,
            "1",
            CampaignInput.class,
            CampaignDraft.class,
            false);

    public static final Agent<ContentInput, ContentDraft> CONTENT_ENGINE = new Agent<>(
            "content_engine",
            "content_engine",
            "cmo-content-engine",
            "writes a campaign's content and variants of it",
            Priority.P1,
            "1",
            ContentInput.class,
            ContentDraft.class,
            true);

    public static final Agent<AnalystInput, OptimizationDraft> OPTIMIZATION_ANALYST = new Agent<>(
            "optimization_analyst",
            "optimization_analyst",
            "cmo-optimization-analyst",
            "reads figures against targets and recommends what to change, with evidence",
            Priority.P2,
            "2",
            AnalystInput.class,
            OptimizationDraft.class,
            false);

    public static final Agent<SummaryInput, SummaryWording> WEEKLY_SUMMARY = new Agent<>(
            "weekly_summary",
            "weekly_summary",
            null,
            "puts the computed figures of a week into words",
            Priority.P3,
            "1",
            SummaryInput.class,
            SummaryWording.class,
            false);

    public static final Agent<RoutingInput, RoutingAdvice> LEAD_ROUTER = new Agent<>(
            "cmo_lead_router",
            "cmo_lead_router",
            null,
            "says how soon somebody should speak to a lead, and how to begin",
            Priority.P0,
            "1",
            RoutingInput.class,
            RoutingAdvice.class,
            false);

    public static final Agent<ReplyInput, ReplyAnalysis> REPLY_ANALYZER = new Agent<>(
            "email_reply_analyzer",
            "email_reply_analyzer",
            null,
            "says what somebody who replied wants, and what to do about it",
            Priority.P0,
            "1",
            ReplyInput.class,
            ReplyAnalysis.class,
            false);

    /** All of them. */
    public static final List<Agent<?, ?>> ALL = List.of(
            BRAND_INTAKE,
            PLANNER,
            FUNNEL_ARCHITECT,
            CAMPAIGN_DESIGNER,
            CONTENT_ENGINE,
            OPTIMIZATION_ANALYST,
            WEEKLY_SUMMARY,
            LEAD_ROUTER,
            REPLY_ANALYZER);

    private CmoAgents() {}
}
