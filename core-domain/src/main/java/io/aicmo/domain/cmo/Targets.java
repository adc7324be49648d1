package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a plan's figures ask of a part of its days. */
public final class Targets {
    private Targets() {}

    /**
     * The targets of those figures that are metrics here. What adds up over time is asked in part, in the ratio of the
     * days; a rate is the same on every day.
     *
     * @param kpis the figures of a plan of {@link Plan#DAYS} days; one in {@code %} is read as a share
     * @param days how many of those days
     */
    public static Map<Metric, BigDecimal> of(List<Kpi> kpis, long days) {
        Map<Metric, BigDecimal> targets = new EnumMap<>(Metric.class);
        kpis.forEach(kpi ->
                Metric.named(kpi.name()).ifPresent(metric -> targets.putIfAbsent(metric, target(metric, kpi, days))));
        return targets;
    }

    /** Those that hold for a part of what the plan does as well: a campaign owes the plan's rates, not all its leads. */
    public static Map<Metric, BigDecimal> ofRates(List<Kpi> kpis) {
        Map<Metric, BigDecimal> targets = of(kpis, Plan.DAYS);
        targets.keySet().removeIf(Metric::addsUp);
        return targets;
    }

    /**
     * What a funnel's stages ask of rates: a stage that needs advertisements or posts, that who sees them clicks; a stage
     * that needs a landing page, that who visits becomes a lead. Where several stages need the same, none of them is meant.
     */
    public static Map<Metric, BigDecimal> ofStages(List<FunnelStage> stages) {
        Map<Metric, BigDecimal> targets = new EnumMap<>(Metric.class);
        only(stages, stage -> stage.assetKinds().contains(AssetKind.LANDING_PAGE))
                .ifPresent(stage -> targets.put(Metric.CVR, share(stage)));
        only(
                        stages,
                        stage -> stage.assetKinds().contains(AssetKind.AD)
                                || stage.assetKinds().contains(AssetKind.SOCIAL_POST))
                .ifPresent(stage -> targets.put(Metric.CTR, share(stage)));
        return targets;
    }

    private static Optional<FunnelStage> only(List<FunnelStage> stages, Predicate<FunnelStage> meant) {
        List<FunnelStage> found = stages.stream().filter(meant).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static BigDecimal share(FunnelStage stage) {
        return stage.conversionTarget().movePointLeft(2);
    }

    private static BigDecimal target(Metric metric, Kpi kpi, long days) {
        BigDecimal whole = metric.unit() == Unit.SHARE && kpi.unit().contains("%")
                ? kpi.target().movePointLeft(2)
                : kpi.target();
        return metric.addsUp()
                ? whole.multiply(BigDecimal.valueOf(days))
                        .divide(BigDecimal.valueOf(Plan.DAYS), 2, RoundingMode.HALF_UP)
                : whole;
    }
}
