package io.aicmo.http.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Engagement;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Rates;
import io.aicmo.domain.cmo.Targets;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Parameter;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore.Performance;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a campaign does: what the spine counted and what sources reported, by day and channel, against its plan's targets. */
public final class PerformanceRoutes {
    private static final Parameter<LocalDate> FROM =
            Parameter.day("from", "The first day, in the tenant's time zone; 89 days before the last if not given.");
    private static final Parameter<LocalDate> TO =
            Parameter.day("to", "The last day; today in the tenant's time zone if not given.");
    private static final int MAX_DAYS = 3 * 366;

    private final Hexagon hexagon;

    public PerformanceRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** How a campaign did in some days. */
    record PerformanceView(
            CampaignId campaignId,
            LocalDate from,
            LocalDate to,
            FiguresView totals,
            List<ChannelPerformanceView> channels,
            List<DayPerformanceView> days,
            List<TargetView> targets) {}

    /**
     * What is known.
     *
     * @param spine what the spine counted
     * @param metrics what sources reported; money in several currencies is not added up
     * @param rates null where what they are divided by is zero or not known
     * @param newLeads leads that the CRM took in; told of the campaign as a whole
     */
    record FiguresView(
            Engagement spine,
            Measured metrics,
            Rates rates,
            @Nullable BigDecimal openRate,
            @Nullable BigDecimal replyRate,
            @Nullable BigDecimal bounceRate,
            long newLeads) {
        static FiguresView of(Figures figures) {
            return new FiguresView(
                    figures.engagement(),
                    figures.measured(),
                    figures.rates(),
                    Metric.OPEN_RATE.of(figures),
                    Metric.REPLY_RATE.of(figures),
                    Metric.BOUNCE_RATE.of(figures),
                    figures.newLeads());
        }
    }

    /** A channel over all the days. */
    record ChannelPerformanceView(String channel, FiguresView figures) {}

    /** A channel on one day. */
    record DayPerformanceView(LocalDate day, String channel, FiguresView figures) {}

    /**
     * A rate that the campaign's plan asks for.
     *
     * @param actual what it is, or null where there is no such rate
     * @param met whether it is as good as the target, or null where it is not known
     */
    record TargetView(
            Metric metric,
            BigDecimal target,
            @Nullable BigDecimal actual,
            @Nullable Boolean met) {
        static TargetView of(Metric metric, BigDecimal target, Figures figures) {
            BigDecimal actual = metric.of(figures);
            return new TargetView(metric, target, actual, actual == null ? null : !metric.isBetter(target, actual));
        }
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/campaigns/{id}/performance")
                .may(Permission.ANALYTICS_READ)
                .says("Adds up what happened and what sources reported, by day and channel, with rates and targets.")
                .with(FROM, TO)
                .answers(200, PerformanceView.class)
                .by(this::performance));
    }

    private Answer performance(Call call) {
        CampaignId id = call.id(CampaignId.class);
        return hexagon.transactions().read(call.actor(), tx -> {
            Campaign campaign = hexagon.records().of(RecordTypes.CAMPAIGNS).get(tx, id);
            tx.actor().checkWorkspace(campaign.workspaceId());
            LocalDate to = call.query(TO, today(call, tx));
            LocalDate from = call.query(FROM, to.minusDays(Plan.DAYS - 1));
            if (from.isAfter(to) || from.plusDays(MAX_DAYS).isBefore(to)) {
                throw Rejected.field(
                        "from",
                        "performance.range",
                        "from must not be after to, nor more than " + MAX_DAYS + " days before it");
            }
            return Answer.ok(view(
                    campaign,
                    from,
                    to,
                    hexagon.performance().campaign(tx, id, from, to),
                    Targets.ofRates(kpis(tx, campaign.planId()))));
        });
    }

    /** Asked only where it matters, for the tenant's time zone. */
    private LocalDate today(Call call, Tx tx) {
        LocalDate given = call.query(TO);
        return given != null
                ? given
                : LocalDate.ofInstant(
                        hexagon.clock().instant(), hexagon.tenants().get(tx).timeZone());
    }

    private List<Kpi> kpis(Tx tx, @Nullable PlanId plan) {
        return plan == null
                ? List.of()
                : hexagon.records()
                        .of(RecordTypes.PLANS)
                        .find(tx, plan)
                        .map(Plan::kpis)
                        .orElse(List.of());
    }

    private static PerformanceView view(
            Campaign campaign, LocalDate from, LocalDate to, Performance performance, Map<Metric, BigDecimal> targets) {
        return new PerformanceView(
                campaign.id(),
                from,
                to,
                FiguresView.of(performance.total()),
                performance.channels().stream()
                        .map(one -> new ChannelPerformanceView(one.channel(), FiguresView.of(one.figures())))
                        .toList(),
                performance.days().stream()
                        .map(one -> new DayPerformanceView(one.day(), one.channel(), FiguresView.of(one.figures())))
                        .toList(),
                targets.entrySet().stream()
                        .map(target -> TargetView.of(target.getKey(), target.getValue(), performance.total()))
                        .toList());
    }
}
