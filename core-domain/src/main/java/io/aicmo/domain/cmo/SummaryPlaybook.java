package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.SummaryWording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Words a week from its figures alone: the same figures, the same words, and no number that is not among them. */
public final class SummaryPlaybook {
    /** So many points are made of each kind. */
    private static final int MOST = 4;

    /** What to do where a metric became worse or fell short. */
    private static final Map<Metric, String> ADVICE = Map.of(
            Metric.REPLIES, "Rewrite the opening lines of the messages that are not answered.",
            Metric.REPLY_RATE, "Rewrite the opening lines of the messages that are not answered.",
            Metric.OPEN_RATE, "Test another subject line against the present one.",
            Metric.BOUNCE_RATE, "Check the addresses before the next send.",
            Metric.CTR, "Try new creatives against the present ones.",
            Metric.CVR, "Shorten the way from the click to the form.",
            Metric.CPL, "Move budget to the channel with the lowest cost per lead.",
            Metric.CAC, "Follow up the leads that are open before buying more.",
            Metric.ROAS, "Pause what earns less than it costs.",
            Metric.MEETINGS_BOOKED, "Offer a time to meet in the first reply.");

    private SummaryPlaybook() {}

    /** The words for a week. */
    public static SummaryWording of(WeekReview review) {
        List<WeekFigure> told = review.figures().stream()
                .filter(figure -> figure.thisWeek() != null)
                .toList();
        if (told.isEmpty()) {
            return new SummaryWording(
                    "Nothing was counted in week " + review.week() + ".",
                    "No message went out, nothing came back, and no source reported anything.",
                    List.of(),
                    List.of(),
                    List.of("Launch a campaign, or connect a source of figures."));
        }
        return new SummaryWording(
                headline(review),
                told.stream()
                        .limit(12)
                        .map(figure -> sentence(review, figure))
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow(),
                points(review, WeekFigure::improved),
                points(review, figure -> figure.worsened() || figure.missesTarget()),
                advice(review));
    }

    private static String headline(WeekReview review) {
        for (Metric metric : List.of(
                Metric.REVENUE,
                Metric.CUSTOMERS,
                Metric.MEETINGS_BOOKED,
                Metric.NEW_LEADS,
                Metric.LEADS,
                Metric.REPLIES,
                Metric.SENDS)) {
            WeekFigure figure = review.figure(metric);
            BigDecimal value = figure == null ? null : figure.thisWeek();
            if (figure != null && value != null && value.signum() > 0) {
                return "Week " + review.week() + ": " + words(review, value, metric.unit()) + " "
                        + (metric == Metric.REVENUE ? "in revenue" : metric.title()) + trend(figure) + ".";
            }
        }
        return "Week " + review.week() + " was quiet.";
    }

    private static String sentence(WeekReview review, WeekFigure figure) {
        BigDecimal value = Objects.requireNonNull(figure.thisWeek());
        BigDecimal target = figure.target();
        return capital(figure.metric().title()) + ": "
                + words(review, value, figure.metric().unit()) + trend(figure)
                + (target == null
                        ? ""
                        : ", target " + words(review, target, figure.metric().unit()))
                + ".";
    }

    private static String trend(WeekFigure figure) {
        BigDecimal percent = figure.changePercent();
        BigDecimal change = figure.change();
        if (change == null) {
            return "";
        }
        if (change.signum() == 0) {
            return " (as last week)";
        }
        String way = change.signum() > 0 ? "up " : "down ";
        // A change that rounds to nothing is told by its direction alone.
        return percent == null || percent.signum() == 0
                ? " (" + way.strip() + " from last week)"
                : " (" + way + FigureWords.of(percent, Unit.PER_CENT, null) + " on last week)";
    }

    private static List<String> points(WeekReview review, Predicate<WeekFigure> kind) {
        return review.figures().stream()
                .filter(kind)
                .filter(figure -> figure.thisWeek() != null)
                .sorted(Comparator.comparing(SummaryPlaybook::size).reversed())
                .limit(MOST)
                .map(figure -> sentence(review, figure))
                .toList();
    }

    private static BigDecimal size(WeekFigure figure) {
        BigDecimal percent = figure.changePercent();
        return percent == null ? BigDecimal.ZERO : percent.abs();
    }

    private static List<String> advice(WeekReview review) {
        List<String> advice = new ArrayList<>();
        review.figures().stream()
                .filter(figure -> figure.worsened() || figure.missesTarget())
                .map(figure -> ADVICE.get(figure.metric()))
                .filter(Objects::nonNull)
                .distinct()
                .limit(MOST)
                .forEach(advice::add);
        return advice.isEmpty() ? List.of("Keep going, and put more behind what works best.") : advice;
    }

    private static String words(WeekReview review, @Nullable BigDecimal value, Unit unit) {
        return FigureWords.of(Objects.requireNonNull(value), unit, review.currency());
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
