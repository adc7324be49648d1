package io.aicmo.http.cmo;

import io.aicmo.application.cmo.SummarizeWeek;
import io.aicmo.application.cmo.SummaryWriters;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.Unit;
import io.aicmo.domain.cmo.Week;
import io.aicmo.domain.cmo.WeekFigure;
import io.aicmo.domain.cmo.WeeklySummary;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.shared.WeeklySummaryId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weeks, summed up: figures that are computed, and words about them. */
public final class WeeklySummaryRoutes {
    private final Hexagon hexagon;
    private final SummarizeWeek summarizeWeek;

    public WeeklySummaryRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.summarizeWeek = new SummarizeWeek(
                hexagon.transactions(),
                hexagon.records(),
                hexagon.tenants(),
                hexagon.performance(),
                SummaryWriters.agent(hexagon.agents()),
                hexagon.ids(),
                hexagon.clock());
    }

    /**
     * Asks for a summary.
     *
     * @param workspaceId the oldest that the caller may enter, if not given
     * @param week as ISO 8601 writes it, for example {@code 2026-W10}; the last one that is over, if not given
     */
    record WeekAsked(
            @Nullable WorkspaceId workspaceId,
            @Nullable @Size(min = 8, max = 8) String week) {}

    /** A metric of the week, next to last week's and its target. */
    record WeekFigureView(
            Metric metric,
            Unit unit,
            @Nullable BigDecimal thisWeek,
            @Nullable BigDecimal lastWeek,
            @Nullable BigDecimal change,
            @Nullable BigDecimal changePercent,
            @Nullable BigDecimal target,
            @Nullable BigDecimal targetPercent) {
        static WeekFigureView of(WeekFigure figure) {
            return new WeekFigureView(
                    figure.metric(),
                    figure.metric().unit(),
                    figure.thisWeek(),
                    figure.lastWeek(),
                    figure.change(),
                    figure.changePercent(),
                    figure.target(),
                    figure.targetPercent());
        }
    }

    /** A week, summed up. */
    record WeeklySummaryView(
            WeeklySummaryId id,
            WorkspaceId workspaceId,
            String week,
            LocalDate weekStart,
            LocalDate weekEnd,
            @Nullable String currency,
            List<WeekFigureView> figures,
            SummaryWording wording,
            @Nullable Generation generation,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static WeeklySummaryView of(WeeklySummary summary) {
            Week week = summary.review().week();
            return new WeeklySummaryView(
                    summary.id(),
                    summary.workspaceId(),
                    week.word(),
                    week.monday(),
                    week.sunday(),
                    summary.currency(),
                    summary.figures().stream().map(WeekFigureView::of).toList(),
                    summary.wording(),
                    summary.generation(),
                    summary.createdAt(),
                    summary.updatedAt(),
                    summary.version());
        }
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.WEEKLY_SUMMARIES,
                        WeeklySummaryId.class,
                        WeeklySummaryView.class,
                        WeeklySummaryView::of)
                .readable(Permission.ANALYTICS_READ)
                .deletable(Permission.MARKETING_WRITE)
                .routes());
        routes.add(Route.post("/functions/v1/cmo-summarize-weekly")
                .may(Permission.MARKETING_WRITE)
                .asFunction("sync", "Sums up a week against the week before and its targets, once.")
                .callsOut()
                .takes(WeekAsked.class)
                .answers(201, WeeklySummaryView.class)
                .answers(200, WeeklySummaryView.class)
                .by(this::summarize));
        return routes;
    }

    private Answer summarize(Call call, WeekAsked body) {
        SummarizeWeek.Result result = summarizeWeek.handle(
                call.actor(), new SummarizeWeek.Command(body.workspaceId, body.week, call.requestId()));
        WeeklySummaryView view = WeeklySummaryView.of(result.summary());
        Answer answer = result.outcome() == SummarizeWeek.Outcome.CREATED
                ? Answer.created("/v1/weekly-summaries/" + view.id, view)
                : Answer.ok(view);
        return answer.version(view.version);
    }
}
