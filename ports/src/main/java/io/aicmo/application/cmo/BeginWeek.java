package io.aicmo.application.cmo;

import io.aicmo.domain.job.Rhythm;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
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
import org.jspecify.annotations.Nullable;

/** Begins a tenant's week: asks for the summary of the week before, one job for each workspace. */
public final class BeginWeek {
    /** Mondays, early, by the tenant's clock. */
    public static final Schedule SCHEDULE = new Schedule(
            JobKind.of("cmo-cron-weekly", Schedule.Payload.class),
            new Rhythm.Weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0)),
            "Asks for last week's summary of every workspace.");

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
     * Enqueues the summaries, all or none. While one of the same workspace waits or runs, it is that one.
     *
     * @return the jobs
     */
    public List<JobId> handle(Actor actor, Instant scheduledFor) {
        return transactions.write(actor, tx -> {
            List<JobId> asked = new ArrayList<>();
            Position after = null;
            do {
                Page<Workspace> page = workspaces(tx, after);
                page.data().forEach(workspace -> asked.add(ask(tx, workspace.id(), scheduledFor)));
                after = page.next();
            } while (after != null);
            return List.copyOf(asked);
        });
    }

    private Page<Workspace> workspaces(Tx tx, @Nullable Position after) {
        return records.of(RecordTypes.WORKSPACES)
                .list(tx, ListQuery.newest(ListQuery.MAX_LIMIT).after(after));
    }

    private JobId ask(Tx tx, WorkspaceId workspace, Instant scheduledFor) {
        Summary summary = new Summary(workspace, scheduledFor);
        return jobs.enqueue(
                tx,
                SUMMARIZE.job(new JobId(ids.next()), summary, clock.instant()).once(workspace + " " + scheduledFor));
    }
}
