package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.application.cmo.AnalyzeReply;
import io.aicmo.application.cmo.BeginWeek;
import io.aicmo.application.cmo.DraftContent;
import io.aicmo.application.cmo.ExecuteVoiceCampaign;
import io.aicmo.application.cmo.GenerateContent;
import io.aicmo.application.cmo.HandleReply;
import io.aicmo.application.cmo.Orchestrate;
import io.aicmo.application.cmo.RecommendActions;
import io.aicmo.application.cmo.ReviewPlan;
import io.aicmo.application.cmo.RouteLead;
import io.aicmo.application.cmo.StoreContent;
import io.aicmo.application.cmo.SummarizeWeek;
import io.aicmo.application.cmo.SummaryWriters;
import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.crm.RecordChannelEvents;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.JobId;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is done later for marketing: weeks, recommendations, plans, content, calls, and what follows from replies. */
@Module
interface CmoJobsModule {
    @Provides
    @IntoSet
    static JobWork<?> beginsWeeks(
            Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        BeginWeek beginWeek = new BeginWeek(transactions, records, jobs, ids, clock);
        return BeginWeek.SCHEDULE.kind().by(run -> {
            List<JobId> asked = beginWeek.handle(run.actor(), run.payload().scheduledFor());
            return Map.of("job_ids", asked.stream().map(JobId::toString).toList());
        });
    }

    @Provides
    @IntoSet
    static JobWork<?> sumsUpWeeks(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        SummarizeWeek summarizeWeek = new SummarizeWeek(
                transactions, records, tenants, performance, SummaryWriters.agent(agents), ids, clock);
        return BeginWeek.SUMMARIZE.by(run -> {
            SummarizeWeek.Result done = summarizeWeek.handle(run.actor(), run.payload());
            return Map.of(
                    "weekly_summary_id", done.summary().id().toString(),
                    "week", done.summary().review().week().word(),
                    "outcome", done.outcome().name().toLowerCase(Locale.ROOT));
        });
    }

    @Provides
    @IntoSet
    static JobWork<?> recommends(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        return RecommendActions.JOB.by(
                new RecommendActions(transactions, records, tenants, performance, agents, ids, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> reviewsPlans(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            Ids ids,
            InstantSource clock) {
        return ReviewPlan.JOB.by(new ReviewPlan(transactions, records, tenants, performance, ids, clock)::handle);
    }

    @Provides
    static Orchestrate orchestrate(
            Transactions transactions,
            Records records,
            LeadStore leads,
            SpineStore spine,
            ChannelCatalogue channels,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        RecordChannelEvents events =
                new RecordChannelEvents(transactions, records, new SpineRules(channels), spine, ids, clock);
        AnalyzeReply analysis = new AnalyzeReply(transactions, records, channels, agents);
        return new Orchestrate(List.of(
                new HandleReply(transactions, records, spine, events, analysis, agents, clock),
                new RouteLead(transactions, records, leads, spine, agents, clock)));
    }

    @Provides
    @IntoSet
    static JobWork<?> orchestrates(Orchestrate orchestrate) {
        return Orchestrate.JOB.by(run -> orchestrate.handle(run.actor(), run.payload(), run.id()));
    }

    @Provides
    @IntoSet
    static JobWork<?> makesContent(
            Transactions transactions,
            Records records,
            JobStore jobs,
            ChannelCatalogue channels,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        GenerateContent generateContent = new GenerateContent(
                transactions,
                records,
                jobs,
                new DraftContent(transactions, records, channels, agents),
                new StoreContent(transactions, records, ids, clock),
                ids,
                clock);
        return GenerateContent.JOB.by(generateContent::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> callsThePeopleOfACampaign(
            Transactions transactions,
            Records records,
            SequenceStepStore steps,
            LeadStore leads,
            JobStore jobs,
            ChannelCatalogue channels,
            Ids ids,
            InstantSource clock) {
        ExecuteVoiceCampaign executeVoiceCampaign = new ExecuteVoiceCampaign(
                transactions,
                records,
                steps,
                jobs,
                new CreateSequence(transactions, records, steps, channels, ids, clock),
                new EnrollLead(transactions, records, steps, leads, jobs, ids, clock),
                ids,
                clock);
        return ExecuteVoiceCampaign.JOB.by(executeVoiceCampaign::handle);
    }
}
