package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's week in figures: every metric that either week, or a target, knows something about. Words are made from it,
 * never the other way round.
 *
 * @param currency of every amount, or null where there is none or several
 */
public record WeekReview(Week week, @Nullable String currency, List<WeekFigure> figures) {

    public WeekReview {
        figures = List.copyOf(figures);
    }

    /** Compares a week with the one before and with what was aimed for. */
    public static WeekReview of(Week week, Figures thisWeek, Figures lastWeek, Map<Metric, BigDecimal> targets) {
        List<WeekFigure> figures = Arrays.stream(Metric.values())
                .map(metric -> new WeekFigure(metric, metric.of(thisWeek), metric.of(lastWeek), targets.get(metric)))
                .filter(WeekReview::saysSomething)
                .toList();
        return new WeekReview(
                week, thisWeek.measured().plus(lastWeek.measured()).currency(), figures);
    }

    /** A metric of it, or null where nothing is known about it. */
    public @Nullable WeekFigure figure(Metric metric) {
        return figures.stream()
                .filter(figure -> figure.metric() == metric)
                .findFirst()
                .orElse(null);
    }

    /** All numbers that words about it may hold. */
    public List<Figure> cited() {
        return figures.stream().flatMap(figure -> figure.figures().stream()).toList();
    }

    /** What words about it may call the week, digits and all. */
    public List<String> names() {
        return List.of(
                week.word(),
                week.previous().word(),
                week.monday().toString(),
                week.sunday().toString());
    }

    private static boolean saysSomething(WeekFigure figure) {
        return isSomething(figure.thisWeek()) || isSomething(figure.lastWeek()) || figure.target() != null;
    }

    private static boolean isSomething(@Nullable BigDecimal value) {
        return Objects.requireNonNullElse(value, BigDecimal.ZERO).signum() != 0;
    }
}
