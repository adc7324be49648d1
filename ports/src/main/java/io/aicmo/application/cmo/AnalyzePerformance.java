package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Targets;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.cmo.PerformanceStore.ChannelFigures;
import io.aicmo.port.cmo.PerformanceStore.Performance;
import io.aicmo.port.tenant.TenantStore;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has a campaign's figures judged, those that the spine counted and those that sources reported, against the time before
 * and against what its plan and its funnel ask for. Nothing is stored.
 */
public final class AnalyzePerformance {
    private static final int USUAL_DAYS = 28;
    private static final int MOST_DAYS = 366;

    private final Records records;
    private final TenantStore tenants;
    private final PerformanceStore performance;
    private final Agents agents;
    private final InstantSource clock;

    public AnalyzePerformance(
            Records records, TenantStore tenants, PerformanceStore performance, Agents agents, InstantSource clock) {
        this.records = records;
        this.tenants = tenants;
        this.performance = performance;
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * Which days count; at most 366.
     *
     * @param from the first day, or null for 28 days
     * @param to the last day, or null for today in the tenant's time zone
     */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {}

    AgentAnswer<OptimizationDraft> run(Actor actor, KernelMode.Ask<Period> ask, AnalystInput input, Listener listener) {
        return agents.run(actor, ask.to(CmoAgents.OPTIMIZATION_ANALYST, input), listener);
    }

    /** What the agent is told: each figure by what it is of, the whole campaign or a channel, and its metric. */
    AnalystInput input(Tx tx, CampaignId id, Period period) {
        LocalDate to = period.to == null
                ? LocalDate.ofInstant(clock.instant(), tenants.get(tx).timeZone())
                : period.to;
        LocalDate from = period.from == null ? to.minusDays(USUAL_DAYS - 1L) : period.from;
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw Rejected.field(
                    "to", "period.out_of_range", "to must not be before from, and at most a year after it");
        }
        Campaign campaign = records.of(RecordTypes.CAMPAIGNS).get(tx, id);
        checkRun(campaign);
        Performance now = performance.campaign(tx, id, from, to);
        Performance before = performance.campaign(tx, id, from.minusDays(days), from.minusDays(1));
        List<Figure> figures = new ArrayList<>();
        add(figures, AnalystInput.WHOLE, now.total(), before.total(), targets(tx, campaign.planId()));
        for (ChannelFigures channel : now.channels()) {
            add(figures, channel.channel(), channel.figures(), of(before, channel.channel()), Map.of());
        }
        return new AnalystInput(campaign.name(), from, to, figures);
    }

    /** What no campaign caused is counted for the direct one; nobody runs that, so nobody could do anything about it. */
    private static void checkRun(Campaign campaign) {
        if (campaign.direct()) {
            throw Rejected.field(
                    "campaign_id",
                    "campaign.direct_is_standing",
                    "nobody runs the direct campaign of a workspace, so there is nothing to recommend about it");
        }
    }

    /** The rates that the campaign's plan asks for, and those of the plan's funnel that the plan says nothing about. */
    private Map<Metric, BigDecimal> targets(Tx tx, @Nullable PlanId id) {
        if (id == null) {
            return Map.of();
        }
        Map<Metric, BigDecimal> targets = Targets.ofStages(
                records.of(RecordTypes.FUNNELS).list(tx, ListQuery.newest(1).where("planId", id)).data().stream()
                        .map(Funnel::id)
                        .flatMap(funnel ->
                                Parts.of(tx, records, RecordTypes.FUNNEL_STAGES, "funnelId", funnel, "position")
                                        .stream())
                        .toList());
        records.of(RecordTypes.PLANS)
                .find(tx, id)
                .map(Plan::kpis)
                .map(Targets::ofRates)
                .ifPresent(targets::putAll);
        return targets;
    }

    private static Figures of(Performance performance, String channel) {
        return performance.channels().stream()
                .filter(one -> one.channel().equals(channel))
                .map(ChannelFigures::figures)
                .findFirst()
                .orElse(Figures.NONE);
    }

    private static void add(
            List<Figure> figures, String of, Figures now, Figures before, Map<Metric, BigDecimal> targets) {
        for (Metric metric : Metric.values()) {
            BigDecimal value = metric.of(now);
            BigDecimal previous = metric.of(before);
            if (isSomething(value) || isSomething(previous)) {
                figures.add(new Figure(
                        of + "." + metric.word(), unit(metric, now, before), value, previous, targets.get(metric)));
            }
        }
    }

    private static boolean isSomething(@Nullable BigDecimal value) {
        return value != null && value.signum() != 0;
    }

    private static String unit(Metric metric, Figures now, Figures before) {
        return switch (metric.unit()) {
            case COUNT -> metric.word().replace('_', ' ');
            case MONEY -> currency(now.measured().plus(before.measured()).currency());
            case SHARE -> AnalystInput.SHARE;
            case PER_CENT -> "%";
            case RATIO -> "times";
        };
    }

    private static String currency(@Nullable String known) {
        return known == null ? "money" : known;
    }
}
