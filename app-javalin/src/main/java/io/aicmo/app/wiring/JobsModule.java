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
import io.aicmo.application.crm.RequestLeadScore;
import io.aicmo.application.crm.ScoreLead;
import io.aicmo.application.job.FireSchedules;
import io.aicmo.application.job.Schedules;
import io.aicmo.application.job.SweepUp;
import io.aicmo.application.webhook.DeliverWebhook;
import io.aicmo.application.webhook.ProcessWebhooks;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.webhook.ReceiveWebhook;
import io.aicmo.application.webhook.ReplayWebhookEvents;
import io.aicmo.application.webhook.ReplayWebhooks;
import io.aicmo.application.webhook.SendWebhookEvent;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.job.Retention;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Ids;
import io.aicmo.port.NotFound;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Vault;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.port.tenant.CredentialStore;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.job.JobWorker;
import io.aicmo.postgres.job.Pace;
import io.aicmo.postgres.job.ScheduleClock;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What is done for each kind of job. */
@Module
interface JobsModule {
    @Provides
    @Singleton
    static JobWorker worker(Postgres postgres, Set<JobWork<?>> works, Pace pace) {
        return postgres.worker(works, pace);
    }

    @Provides
    static JobQueue queue(Postgres postgres) {
        return postgres.jobQueue();
    }

    @Provides
    static ScheduleStore schedules(Postgres postgres) {
        return postgres.schedules();
    }

    @Provides
    @Singleton
    static ScheduleClock clock(
            Postgres postgres,
            ScheduleStore schedules,
            AgentRunStore runs,
            Retention retention,
            Ids ids,
            InstantSource clock) {
        FireSchedules fireSchedules = new FireSchedules(Schedules.ALL, schedules, ids, clock);
        SweepUp sweepUp = new SweepUp(postgres.sweeper(), retention, clock);
        return postgres.scheduleClock(() -> {
            fireSchedules.handle();
            runs.endInterrupted();
            sweepUp.handle();
        });
    }

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
    static QueueWebhooks queueWebhooks(Records records, JobStore jobs, Ids ids, InstantSource clock) {
        return new QueueWebhooks(records, jobs, ids, clock);
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
    static JobWork<?> sendsEvents(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        return SendWebhookEvent.JOB.by(new SendWebhookEvent(transactions, records, jobs, queue, ids, clock)::handle);
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
    @IntoSet
    static JobWork<?> deliversWebhooks(
            Transactions transactions,
            Records records,
            Vault vault,
            WebhookSender sender,
            QueueWebhooks queue,
            RandomGenerator random,
            InstantSource clock) {
        return DeliverWebhook.JOB.by(
                new DeliverWebhook(transactions, records, vault, sender, queue, random, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> replaysWebhooks(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        return ReplayWebhooks.JOB.by(new ReplayWebhooks(transactions, records, jobs, queue, ids, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> processesWebhooks(
            Transactions transactions,
            Records records,
            CredentialStore credentials,
            Vault vault,
            List<WebhookProvider> providers,
            ChannelCatalogue channels,
            SpineStore spine,
            Ids ids,
            InstantSource clock) {
        ReceiveWebhook receive =
                new ReceiveWebhook(credentials, vault, providers, new SpineRules(channels), spine, ids, clock);
        return ProcessWebhooks.JOB.by(new ProcessWebhooks(transactions, records, providers, receive, clock)::handle);
    }

    @Provides
    @IntoSet
    static JobWork<?> replaysWebhookEvents(
            Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        return ReplayWebhookEvents.JOB.by(new ReplayWebhookEvents(transactions, records, jobs, ids, clock)::handle);
    }

    @Provides
    static ScoreLead scoreLead(
            Transactions transactions, Records records, LeadStore leads, Ids ids, InstantSource clock) {
        return new ScoreLead(transactions, records, leads, ids, clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> scoresLeads(ScoreLead scoreLead) {
        return RequestLeadScore.JOB.by(run -> score(scoreLead, run));
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

    private static Map<String, Object> score(ScoreLead scoreLead, JobRun<RequestLeadScore.Payload> run) {
        LeadId lead = run.payload().leadId();
        try {
            ScoreLead.Result scored = scoreLead.handle(run.actor(), lead);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("lead_id", lead.toString());
            result.put("score", scored.score().value());
            result.put("reasons", scored.lead().scoreReasons());
            result.put("route", scored.routing().route().word());
            return result;
        } catch (NotFound gone) {
            throw Rejected.of("lead.unknown", "the lead was deleted before it could be scored");
        }
    }
}
