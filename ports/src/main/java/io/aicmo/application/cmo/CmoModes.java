package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.util.List;

/** What callers can ask the marketing department's agents. */
public final class CmoModes {
    private CmoModes() {}

    /** One for each agent that callers may ask; the weekly summary is worded where its figures are computed. */
    public static List<KernelMode<?, ?>> of(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            LeadStore leads,
            SpineStore spine,
            ChannelCatalogue channels,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        return List.of(
                new KernelMode<>(
                        CmoAgents.BRAND_INTAKE,
                        InterviewBrand.Message.class,
                        InterviewBrand.Turn.class,
                        new InterviewBrand(transactions, records, channels, agents, ids, clock)),
                new KernelMode<>(
                        CmoAgents.PLANNER,
                        DraftPlan.Wish.class,
                        PlanDraft.class,
                        new DraftPlan(transactions, records, tenants, channels, agents, clock)),
                new KernelMode<>(
                        CmoAgents.FUNNEL_ARCHITECT,
                        DraftFunnel.Wish.class,
                        FunnelDraft.class,
                        new DraftFunnel(transactions, records, channels, agents)),
                new KernelMode<>(
                        CmoAgents.CAMPAIGN_DESIGNER,
                        DesignCampaign.Wish.class,
                        CampaignDraft.class,
                        new DesignCampaign(transactions, records, tenants, channels, agents, clock)),
                new KernelMode<>(
                        CmoAgents.CONTENT_ENGINE,
                        DraftContent.Wish.class,
                        ContentDraft.class,
                        new DraftContent(transactions, records, channels, agents)),
                new KernelMode<>(
                        CmoAgents.OPTIMIZATION_ANALYST,
                        AnalyzePerformance.Period.class,
                        OptimizationDraft.class,
                        new RecommendActions(transactions, records, tenants, performance, agents, ids, clock)),
                new KernelMode<>(
                        CmoAgents.LEAD_ROUTER,
                        RouteLead.Which.class,
                        RoutingAdvice.class,
                        new RouteLead(transactions, records, leads, spine, agents, clock)),
                new KernelMode<>(
                        CmoAgents.REPLY_ANALYZER,
                        AnalyzeReply.Reply.class,
                        ReplyAnalysis.class,
                        new AnalyzeReply(transactions, records, channels, agents)));
    }
}
