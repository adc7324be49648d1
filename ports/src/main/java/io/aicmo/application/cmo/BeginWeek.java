package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.job.Rhythm;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Begins a tenant's week: asks for the summary of the week before, one job for each workspace; for what its figures
 * recommend, one for each active campaign but the direct ones, which nobody runs; and for how far it is, one for each
 * active plan.
 */
public final class BeginWeek {
    /** Mondays, early, by the tenant's clock. */
    public static final Schedule SCHEDULE = new Schedule(
            JobKind.of("cmo-cron-weekly", Schedule.Payload.class),
            new Rhythm.Weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0)),
            "Asks for last week's summaries, recommendations, and how far plans are.");

    /** Which workspace's week is summed up: the one before this time. */
    public record Summary(WorkspaceId workspaceId, Instant scheduledFor) {}

    /** Sums up a workspace's week. */
    public static final JobKind<Summary> SUMMARIZE = JobKind.of("cmo-summarize-weekly", Summary.class);

    private final Transactions transactions;
    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public BeginWeek(Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enqueues the jobs, all or none. While one of the same for this time waits or runs, it is that one.
     *
     * @return the jobs
     */
    public List<JobId> handle(Actor actor, Instant scheduledFor) {
        return transactions.write(actor, tx -> {
            List<JobId> asked = new ArrayList<>();
            each(tx, RecordTypes.WORKSPACES, Map.of(), workspace -> asked.add(summary(tx, workspace, scheduledFor)));
            each(tx, RecordTypes.CAMPAIGNS, Map.of("status", CampaignStatus.ACTIVE), campaign -> {
                if (!campaign.direct()) {
                    asked.add(recommendations(tx, campaign, scheduledFor));
                }
            });
            each(
                    tx,
                    RecordTypes.PLANS,
                    Map.of("status", PlanStatus.ACTIVE),
                    plan -> asked.add(progress(tx, plan, scheduledFor)));
            return List.copyOf(asked);
        });
    }

    private <I extends Id, R extends Record & Entity<I>> void each(
            Tx tx, RecordType<I, R> type, Map<String, Object> filters, Consumer<R> work) {
        @Nullable Position after = null;
        do {
            Page<R> page = records.of(type)
                    .list(tx, new ListQuery(filters, null, "createdAt", false, after, ListQuery.MAX_LIMIT));
            page.data().forEach(work);
            after = page.next();
        } while (after != null);
    }

    private JobId summary(Tx tx, Workspace workspace, Instant scheduledFor) {
        return ask(tx, SUMMARIZE, new Summary(workspace.id(), scheduledFor), workspace.id(), scheduledFor);
    }

    private JobId recommendations(Tx tx, Campaign campaign, Instant scheduledFor) {
        RecommendActions.Payload payload = new RecommendActions.Payload(campaign.id(), scheduledFor);
        return ask(tx, RecommendActions.JOB, payload, campaign.id(), scheduledFor);
    }

    private JobId progress(Tx tx, Plan plan, Instant scheduledFor) {
        return ask(tx, ReviewPlan.JOB, new ReviewPlan.Payload(plan.id()), plan.id(), scheduledFor);
    }

    private <P extends Record> JobId ask(Tx tx, JobKind<P> kind, P payload, Id of, Instant scheduledFor) {
        return jobs.enqueue(
                tx, kind.job(new JobId(ids.next()), payload, clock.instant()).once(of + " " + scheduledFor));
    }
}
