package io.aicmo.application.cmo.agent;

import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.Unit;
import io.aicmo.domain.cmo.Week;
import io.aicmo.domain.cmo.WeekFigure;
import io.aicmo.domain.cmo.WeekReview;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a week, to be put into words. {@link Figure#previous} is what they were the week before.
 *
 * @param subject what they are of, for example a workspace's name
 * @param from the week's first day
 * @param to its last day
 * @param figures each by its metric's word; shares as per cent, and counts in their own unit
 */
public record SummaryInput(String subject, LocalDate from, LocalDate to, List<Figure> figures) {
    /** The unit of an amount whose currency is not known. */
    private static final String MONEY = "money";

    public SummaryInput {
        figures = List.copyOf(figures);
    }

    /** A week's figures as they are told. */
    public static SummaryInput of(String subject, WeekReview review) {
        return new SummaryInput(
                subject,
                review.week().monday(),
                review.week().sunday(),
                review.figures().stream()
                        .map(figure -> new Figure(
                                figure.metric().word(),
                                unit(figure.metric(), review.currency()),
                                told(figure.metric(), figure.thisWeek()),
                                told(figure.metric(), figure.lastWeek()),
                                told(figure.metric(), figure.target())))
                        .toList());
    }

    /** The week's figures as they were computed; what is no metric's is left out. */
    public WeekReview review() {
        return new WeekReview(
                Week.of(from),
                amounts()
                        .map(Figure::unit)
                        .filter(unit -> !unit.equals(MONEY))
                        .findFirst()
                        .orElse(null),
                figures.stream()
                        .map(SummaryInput::computed)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Stream<Figure> amounts() {
        return figures.stream()
                .filter(figure -> Metric.ofWord(figure.name())
                        .filter(metric -> metric.unit() == Unit.MONEY)
                        .isPresent());
    }

    private static Optional<WeekFigure> computed(Figure figure) {
        return Metric.ofWord(figure.name())
                .map(metric -> new WeekFigure(
                        metric,
                        known(metric, figure.value()),
                        known(metric, figure.previous()),
                        known(metric, figure.target())));
    }

    private static @Nullable BigDecimal told(Metric metric, @Nullable BigDecimal value) {
        return value == null || metric.unit() != Unit.SHARE ? value : value.movePointRight(2);
    }

    private static @Nullable BigDecimal known(Metric metric, @Nullable BigDecimal value) {
        return value == null || metric.unit() != Unit.SHARE ? value : value.movePointLeft(2);
    }

    private static String unit(Metric metric, @Nullable String currency) {
        return switch (metric.unit()) {
            case COUNT -> metric.word().replace('_', ' ');
            case MONEY -> Objects.requireNonNullElse(currency, MONEY);
            case SHARE, PER_CENT -> "%";
            case RATIO -> "times";
        };
    }
}
