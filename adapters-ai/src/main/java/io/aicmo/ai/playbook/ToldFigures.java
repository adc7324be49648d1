package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.domain.cmo.Engagement;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.OptimizationRules.Facts;
import io.aicmo.domain.cmo.OptimizationRules.Part;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures that the analyst is told by name, as the rules look at them. */
final class ToldFigures {
    private final Map<String, Map<Metric, BigDecimal>> parts = new TreeMap<>();
    private final Map<Metric, BigDecimal> targets = new EnumMap<>(Metric.class);
    private @Nullable String currency;

    ToldFigures(List<Figure> told) {
        told.forEach(this::read);
    }

    /** The metric that a figure is, or empty for a figure that nobody here knows. */
    static Optional<Metric> metric(Figure figure) {
        return Metric.ofWord(figure.name().substring(figure.name().lastIndexOf('.') + 1));
    }

    /** What the rules look at. */
    Facts facts() {
        List<Part> channels = parts.entrySet().stream()
                .filter(part -> !part.getKey().equals(AnalystInput.WHOLE))
                .map(part -> new Part(part.getKey(), figures(part.getValue())))
                .toList();
        return new Facts(figures(parts.getOrDefault(AnalystInput.WHOLE, Map.of())), channels, targets);
    }

    /** How much was seen of what a rate is a rate of, or empty where nobody said. */
    Optional<BigDecimal> seen(Figure rate) {
        Map<Metric, BigDecimal> of = parts.getOrDefault(part(rate), Map.of());
        return metric(rate).flatMap(Metric::base).map(of::get);
    }

    private void read(Figure figure) {
        metric(figure).ifPresent(metric -> {
            if (figure.value() != null) {
                parts.computeIfAbsent(part(figure), name -> new EnumMap<>(Metric.class))
                        .put(metric, figure.value());
            }
            if (figure.target() != null && part(figure).equals(AnalystInput.WHOLE)) {
                targets.put(metric, figure.target());
            }
            if (metric == Metric.SPEND || metric == Metric.REVENUE) {
                currency = figure.unit();
            }
        });
    }

    private static String part(Figure figure) {
        return figure.name().substring(0, Math.max(0, figure.name().lastIndexOf('.')));
    }

    private Figures figures(Map<Metric, BigDecimal> told) {
        BigDecimal spend = told.get(Metric.SPEND);
        BigDecimal revenue = told.get(Metric.REVENUE);
        return new Figures(
                new Engagement(
                        count(told, Metric.SENDS),
                        count(told, Metric.DELIVERIES),
                        count(told, Metric.OPENS),
                        count(told, Metric.MESSAGE_CLICKS),
                        count(told, Metric.REPLIES),
                        count(told, Metric.BOUNCES),
                        count(told, Metric.MEETINGS_BOOKED)),
                new Measured(
                        count(told, Metric.IMPRESSIONS),
                        count(told, Metric.CLICKS),
                        count(told, Metric.LEADS),
                        count(told, Metric.CUSTOMERS),
                        spend,
                        revenue,
                        currency == null ? List.of() : List.of(currency)),
                count(told, Metric.NEW_LEADS));
    }

    private static long count(Map<Metric, BigDecimal> told, Metric metric) {
        return told.getOrDefault(metric, BigDecimal.ZERO).longValue();
    }
}
