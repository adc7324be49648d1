package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.FigureCheck;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.Targets;
import io.aicmo.domain.cmo.Week;
import io.aicmo.domain.cmo.WeekReview;
import io.aicmo.domain.cmo.WeeklySummary;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WeeklySummaryId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.cmo.PerformanceStore.Days;
import io.aicmo.port.cmo.SummaryWriter;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums up a workspace's week against the week before and the targets of its active plan. The figures are computed by the store;
 * a writer only words them, and words that hold any other number are replaced by the playbook's. There is one summary of each
 * week: again the same figures, and it stays as it is; figures that came in later, and it is revised.
 */
public final class SummarizeWeek {
    private static final int DAYS = 7;
    private static final SummaryWriter PLAYBOOK = SummaryWriters.playbook();

    private final Transactions transactions;
    private final Records records;
    private final TenantStore tenants;
    private final PerformanceStore performance;
    private final SummaryWriter writer;
    private final Ids ids;
    private final InstantSource clock;

    public SummarizeWeek(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            SummaryWriter writer,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.performance = performance;
        this.writer = writer;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param workspaceId the workspace, or null for the tenant's oldest that the actor may enter
     * @param week the week as ISO 8601 writes it, or null for the last one that is over
     * @param requestId the HTTP request in which it is asked, or null
     */
    public record Command(
            @Nullable WorkspaceId workspaceId,
            @Nullable String week,
            @Nullable String requestId) {}

    /** What became of it. */
    public enum Outcome {
        CREATED,
        /** The figures are as they were. */
        UNCHANGED,
        /** Figures came in since. */
        REVISED
    }

    /**
     * A summary.
     *
     * @param unfounded numbers in a writer's words that were none of the figures; because of them the playbook's words stand
     */
    public record Result(WeeklySummary summary, Outcome outcome, List<String> unfounded) {}

    private record Found(Workspace workspace, WeekReview review, Optional<WeeklySummary> known) {}

    /**
     * @throws Rejected {@code week.invalid}, {@code week.in_future}, {@code workspace.unknown}
     * @throws io.aicmo.port.Forbidden if the actor may not enter the workspace
     * @throws io.aicmo.port.ai.AiFailure if an AI was asked and there is no usable answer; nothing is stored then
     */
    public Result handle(Actor actor, Command command) {
        Week asked = command.week == null ? null : Week.parse(command.week);
        Found found = transactions.read(actor, tx -> look(tx, command.workspaceId, asked));
        if (found.known.isPresent() && isOf(found.known.get(), found.review)) {
            return new Result(found.known.get(), Outcome.UNCHANGED, List.of());
        }
        SummaryWriter.Subject subject =
                new SummaryWriter.Subject(found.workspace.id(), found.workspace.name(), command.requestId);
        SummaryWriter.Written written = writer.write(actor, subject, found.review);
        List<String> unfounded = unfounded(written.wording(), found);
        SummaryWriter.Written told = unfounded.isEmpty() ? written : PLAYBOOK.write(actor, subject, found.review);
        return keep(actor, found, told, unfounded);
    }

    /**
     * Does the weekly job: the week before the one in which it was due, by the tenant's clock.
     *
     * @throws Rejected {@code workspace.unknown}, if the workspace is gone
     * @throws io.aicmo.port.ai.AiFailure if an AI was asked and there is no usable answer; nothing is stored then
     */
    public Result handle(Actor actor, BeginWeek.Summary due) {
        Week week = transactions
                .read(actor, tx -> Week.at(due.scheduledFor(), tenants.get(tx).timeZone()))
                .previous();
        return handle(actor, new Command(due.workspaceId(), week.word(), null));
    }

    private Found look(Tx tx, @Nullable WorkspaceId named, @Nullable Week asked) {
        Workspace workspace = workspace(tx, named);
        Week now = Week.at(clock.instant(), tenants.get(tx).timeZone());
        Week week = asked == null ? now.previous() : asked;
        if (week.monday().isAfter(now.monday())) {
            throw Rejected.field("week", "week.in_future", "week " + week + " has not begun");
        }
        List<Figures> figures = performance.workspace(tx, workspace.id(), List.of(days(week), days(week.previous())));
        WeekReview review =
                WeekReview.of(week, figures.get(0), figures.get(1), Targets.of(kpis(tx, workspace.id(), week), DAYS));
        return new Found(workspace, review, known(tx, workspace.id(), week));
    }

    private Workspace workspace(Tx tx, @Nullable WorkspaceId named) {
        RecordStore<WorkspaceId, Workspace> workspaces = records.of(RecordTypes.WORKSPACES);
        if (named != null) {
            Workspace workspace = workspaces
                    .find(tx, named)
                    .orElseThrow(() ->
                            Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + named));
            tx.actor().checkWorkspace(named);
            return workspace;
        }
        ListQuery oldestFirst = new ListQuery(Map.of(), null, "createdAt", false, null, ListQuery.MAX_LIMIT);
        return workspaces.list(tx, oldestFirst).data().stream()
                .filter(workspace -> tx.actor().mayEnter(workspace.id()))
                .findFirst()
                .orElseThrow(() -> new NotFound("workspace", "that this credential may enter"));
    }

    /** The figures by which the active plans are judged that the week is part of; of two for the same, the newer plan's. */
    private List<Kpi> kpis(Tx tx, WorkspaceId workspace, Week week) {
        ListQuery active = ListQuery.newest(ListQuery.MAX_LIMIT)
                .where("workspaceId", workspace)
                .where("status", PlanStatus.ACTIVE);
        return records.of(RecordTypes.PLANS).list(tx, active).data().stream()
                .filter(plan -> isPartOf(week, plan))
                .flatMap(plan -> plan.kpis().stream())
                .toList();
    }

    private static boolean isPartOf(Week week, Plan plan) {
        return !week.sunday().isBefore(plan.startDate()) && !week.monday().isAfter(plan.endDate());
    }

    private Optional<WeeklySummary> known(Tx tx, WorkspaceId workspace, Week week) {
        ListQuery ofWeek = ListQuery.newest(1).where("workspaceId", workspace).where("weekStart", week.monday());
        return records.of(RecordTypes.WEEKLY_SUMMARIES).list(tx, ofWeek).data().stream()
                .findFirst();
    }

    private Result keep(Actor actor, Found found, SummaryWriter.Written told, List<String> unfounded) {
        try {
            return transactions.write(actor, tx -> {
                RecordStore<WeeklySummaryId, WeeklySummary> summaries = records.of(RecordTypes.WEEKLY_SUMMARIES);
                Instant now = clock.instant();
                Optional<WeeklySummary> known = known(tx, found.workspace.id(), found.review.week())
                        .map(summary -> summaries.lock(tx, summary.id()));
                if (known.isEmpty()) {
                    WeeklySummary made = WeeklySummary.of(
                            new WeeklySummaryId(ids.next()),
                            found.workspace.id(),
                            found.review,
                            told.wording(),
                            told.generation(),
                            now);
                    return new Result(summaries.insert(tx, made), Outcome.CREATED, unfounded);
                }
                if (isOf(known.get(), found.review)) {
                    return new Result(known.get(), Outcome.UNCHANGED, List.of());
                }
                WeeklySummary revised = known.get().revised(found.review, told.wording(), told.generation(), now);
                return new Result(summaries.update(tx, revised), Outcome.REVISED, unfounded);
            });
        } catch (AlreadyExists overtaken) {
            // Somebody else summed up the same week at the same time; theirs stands.
            return transactions.read(
                    actor,
                    tx -> known(tx, found.workspace.id(), found.review.week())
                            .map(summary -> new Result(summary, Outcome.UNCHANGED, List.of()))
                            .orElseThrow(() -> overtaken));
        }
    }

    private static boolean isOf(WeeklySummary summary, WeekReview review) {
        return summary.review().equals(review);
    }

    private static List<String> unfounded(SummaryWording wording, Found found) {
        List<String> names = new ArrayList<>(found.review.names());
        if (found.workspace.name().codePoints().anyMatch(Character::isLetter)) {
            names.add(found.workspace.name());
        }
        return wording.sentences().stream()
                .flatMap(sentence ->
                        FigureCheck.unfounded(sentence, found.review.cited(), names, found.review.currency()).stream())
                .toList();
    }

    private static Days days(Week week) {
        return new Days(week.monday(), week.sunday());
    }
}
