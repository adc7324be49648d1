package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.OptimizationRules;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link OptimizationRules rules} say comes first; then what they say nothing about and is furthest behind its
 * target or has fallen most, with what usually helps. Small counts are chance and say nothing.
 */
final class AnalystPlaybook implements Playbook<AnalystInput, OptimizationDraft> {
    private static final int MOST = 5;
    private static final BigDecimal TOLERATED = new BigDecimal("0.05");
    private static final BigDecimal FEW = BigDecimal.valueOf(30);
    private static final int SURE = 80;
    private static final int LESS_SURE = 60;

    @Override
    public Agent<AnalystInput, OptimizationDraft> agent() {
        return CmoAgents.OPTIMIZATION_ANALYST;
    }

    /** A figure that is behind what it is measured against, and how far, as a part of that. */
    private record Gap(Figure figure, BigDecimal value, BigDecimal against, BigDecimal behind) {}

    @Override
    public OptimizationDraft answer(AnalystInput input) {
        ToldFigures told = new ToldFigures(input.figures());
        List<RecommendationDraft> byRule = OptimizationRules.recommend(told.facts());
        List<Gap> gaps = input.figures().stream()
                .filter(figure -> saysSomething(figure, told))
                .map(AnalystPlaybook::gap)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Gap::behind).reversed().thenComparing(gap -> gap.figure.name()))
                .toList();
        long judged = input.figures().stream()
                .filter(figure -> saysSomething(figure, told))
                .filter(figure -> figure.value() != null && against(figure) != null)
                .count();
        return new OptimizationDraft(
                Wording.capital(Wording.phrase(input.subject(), 200)) + ": " + (judged - gaps.size()) + " of " + judged
                        + " figures are where they should be, or better.",
                Stream.concat(
                                byRule.stream(),
                                gaps.stream()
                                        .filter(gap -> byRule.stream().noneMatch(draft -> rests(draft, gap.figure)))
                                        .map(AnalystPlaybook::recommendation))
                        .limit(MOST)
                        .toList());
    }

    private static boolean rests(RecommendationDraft draft, Figure on) {
        String target = on.name().substring(on.name().lastIndexOf('.') + 1) + ".target";
        return draft.evidence().stream()
                .map(RecommendationDraft.Evidence::figure)
                .anyMatch(cited -> cited.equals(on.name()) || cited.equals(target));
    }

    /** Whether a change of the figure means something: not how much was sent, and not what follows from a handful. */
    private static boolean saysSomething(Figure figure, ToldFigures told) {
        Metric metric = ToldFigures.metric(figure).orElse(null);
        if (metric == null) {
            return true;
        }
        BigDecimal against = against(figure);
        return switch (metric) {
            case SENDS, DELIVERIES, OPENS, MESSAGE_CLICKS, BOUNCES, IMPRESSIONS, CLICKS, SPEND -> false;
            case REPLIES, MEETINGS_BOOKED, NEW_LEADS, LEADS, CUSTOMERS ->
                figure.target() != null || (against != null && against.compareTo(FEW) >= 0);
            default -> told.seen(figure).map(seen -> seen.compareTo(FEW) >= 0).orElse(true);
        };
    }

    private static @Nullable Gap gap(Figure figure) {
        BigDecimal value = figure.value();
        BigDecimal against = against(figure);
        if (value == null || against == null || against.signum() <= 0) {
            return null;
        }
        BigDecimal distance = isBetterLow(figure) ? value.subtract(against) : against.subtract(value);
        BigDecimal behind = distance.divide(against, 4, RoundingMode.HALF_UP);
        return behind.compareTo(TOLERATED) > 0 ? new Gap(figure, value, against, behind) : null;
    }

    private static @Nullable BigDecimal against(Figure figure) {
        return figure.target() == null ? figure.previous() : figure.target();
    }

    private static RecommendationDraft recommendation(Gap gap) {
        String name = Wording.spoken(gap.figure.name().replace('.', ' '));
        boolean target = gap.figure.target() != null;
        String against = worded(gap.figure, gap.against);
        return new RecommendationDraft(
                Wording.phrase(Wording.capital(name) + (target ? " is behind its target" : " has become worse"), 300),
                remedy(gap.figure.name()),
                Wording.capital(name) + " is " + worded(gap.figure, gap.value) + "; "
                        + (target ? "the target is " : "before it was ") + against + ".",
                "Back to " + against + " closes a gap of " + plain(gap.behind.movePointRight(2)) + " %.",
                target ? SURE : LESS_SURE,
                List.of(new Evidence(Wording.phrase(gap.figure.name(), 200), gap.value)));
    }

    private static boolean isBetterLow(Figure figure) {
        String name = figure.name().toLowerCase(Locale.ROOT);
        return has(name, "cpl", "cac", "cpc", "cost", "spend", "bounce", "unsubscribe", "complaint");
    }

    private static String remedy(String figure) {
        String name = figure.toLowerCase(Locale.ROOT);
        if (has(name, "bounce", "complaint", "unsubscribe")) {
            return "Send only to addresses that agreed and were reached before; remove the rest, and check where they came from.";
        }
        if (has(name, "open")) {
            return "Try two subject lines against each other on a part of the list, and send the better one to the rest.";
        }
        if (has(name, "click", "ctr")) {
            return "Keep one call to action in each piece, move it up, and say what happens after the click.";
        }
        if (has(name, "repl")) {
            return "Shorten the mail to five sentences and end it with one question that is easy to answer.";
        }
        if (has(name, "cvr", "conversion", "lead", "form")) {
            return "Ask less in the form, repeat on the page what the advertisement promised, and try the other headline.";
        }
        if (has(name, "meeting", "demo", "customer", "revenue", "roas")) {
            return "Call each lead within a day, and propose two times instead of asking for one.";
        }
        if (has(name, "cpl", "cac", "cpc", "cost", "spend")) {
            return "Move a fifth of the budget from the most expensive channel to the cheapest one, and look again in a week.";
        }
        return "Look at what changed since it was better, undo it on one channel, and compare after a week.";
    }

    private static boolean has(String name, String... parts) {
        for (String part : parts) {
            if (name.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String worded(Figure figure, BigDecimal value) {
        return figure.unit().equals(AnalystInput.SHARE)
                ? plain(value.movePointRight(2)) + " %"
                : plain(value) + " " + figure.unit();
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
