package io.aicmo.domain.cmo;

import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the figures say should be done, by rules that anybody can read. A rule speaks only where it has seen enough, cites
 * the figures that it looked at, and is the surer the more there was to see. The same figures give the same
 * recommendations, the most urgent first.
 */
public final class OptimizationRules {
    /** Above this share of messages that bounce, mailbox providers begin to distrust the sender. */
    private static final BigDecimal MOST_BOUNCES = new BigDecimal("0.03");
    /** Below this share of people who open, the subject line or the sender is the problem. */
    private static final BigDecimal FEWEST_OPENS = new BigDecimal("0.2");
    /** Below this share of people who reply, the message is. */
    private static final BigDecimal FEWEST_REPLIES = new BigDecimal("0.01");
    /** Below this share of clicks that become leads, the page is. */
    private static final BigDecimal FEWEST_LEADS = new BigDecimal("0.02");
    /** A channel this many times as dear as another is too dear. */
    private static final BigDecimal TOO_DEAR = new BigDecimal("1.5");
    /** So much of a dear channel's budget is moved at a time. */
    private static final BigDecimal MOVED = new BigDecimal("0.3");

    private static final long ENOUGH_MESSAGES = 100;
    private static final long ENOUGH_CLICKS = 50;
    private static final long ENOUGH_LEADS = 5;
    private static final int MOST = 10;
    private static final String ALL = "all channels";

    private static final List<Function<Facts, Stream<Candidate>>> RULES = List.of(
            OptimizationRules::tooManyBounces,
            OptimizationRules::tooFewOpens,
            OptimizationRules::tooFewReplies,
            OptimizationRules::spendWithoutLeads,
            OptimizationRules::tooFewConversions,
            OptimizationRules::aDearChannelNextToACheapOne,
            OptimizationRules::costAboveTarget,
            OptimizationRules::adsThatEarnLessThanTheyCost);

    private OptimizationRules() {}

    /** A channel, or whatever else the figures are parted by, and what is known about it. */
    public record Part(String name, Figures figures) {}

    /**
     * What the rules look at.
     *
     * @param whole the figures of the campaign or workspace
     * @param parts the same by channel
     * @param targets what each metric should be, where somebody said so
     */
    public record Facts(Figures whole, List<Part> parts, Map<Metric, BigDecimal> targets) {
        public Facts {
            parts = List.copyOf(parts);
            targets = Map.copyOf(targets);
        }

        BigDecimal target(Metric metric, BigDecimal otherwise) {
            return targets.getOrDefault(metric, otherwise);
        }

        @Nullable
        String currency() {
            return whole.measured().currency();
        }
    }

    /** A recommendation, and how much depends on it: 0 to 1. */
    private record Candidate(RecommendationDraft draft, double urgency) {
        double rank() {
            return urgency * draft.confidence();
        }
    }

    /** What should be done, the most urgent first; nothing where nothing needs to change, or too little is known. */
    public static List<RecommendationDraft> recommend(Facts facts) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(facts))
                .sorted(Comparator.comparingDouble(Candidate::rank)
                        .reversed()
                        .thenComparing(candidate -> candidate.draft().title()))
                .limit(MOST)
                .map(Candidate::draft)
                .toList();
    }

    private static Stream<Candidate> tooManyBounces(Facts facts) {
        BigDecimal most = facts.target(Metric.BOUNCE_RATE, MOST_BOUNCES);
        return each(
                        facts,
                        Metric.BOUNCE_RATE,
                        part -> part.figures().engagement().sends() >= ENOUGH_MESSAGES)
                .filter(seen -> seen.value.compareTo(most) > 0)
                .map(seen -> seen.candidate(
                        facts,
                        most,
                        "Clean the addresses on " + seen.part.name(),
                        "Check the addresses that " + seen.part.name()
                                + " sends to, and take out those that bounced, before the next send.",
                        "More messages bounce than mailbox providers forgive; soon good ones will not arrive either.",
                        seen.part.figures().engagement().sends(),
                        0.9,
                        Metric.SENDS,
                        Metric.BOUNCES));
    }

    private static Stream<Candidate> tooFewOpens(Facts facts) {
        BigDecimal fewest = facts.target(Metric.OPEN_RATE, FEWEST_OPENS);
        return each(
                        facts,
                        Metric.OPEN_RATE,
                        part -> part.name().equals("email")
                                && part.figures().engagement().deliveries() >= ENOUGH_MESSAGES)
                .filter(seen -> seen.value.compareTo(fewest) < 0)
                .map(seen -> seen.candidate(
                        facts,
                        fewest,
                        "Test subject lines on " + seen.part.name(),
                        "Send the next messages with two subject lines to halves of the audience, and keep the better one.",
                        "The messages arrive, but few people open them: they decide by subject line and sender.",
                        seen.part.figures().engagement().deliveries(),
                        0.5,
                        Metric.DELIVERIES,
                        Metric.OPENS));
    }

    private static Stream<Candidate> tooFewReplies(Facts facts) {
        BigDecimal fewest = facts.target(Metric.REPLY_RATE, FEWEST_REPLIES);
        return each(
                        facts,
                        Metric.REPLY_RATE,
                        part -> part.figures().engagement().sends() >= ENOUGH_MESSAGES)
                .filter(seen -> seen.value.compareTo(fewest) < 0)
                .map(seen -> seen.candidate(
                        facts,
                        fewest,
                        "Rewrite the opening on " + seen.part.name(),
                        "Begin with the reader's problem, ask one question, and offer one next step.",
                        "People are reached and do not answer, so the message does not speak to what they want.",
                        seen.part.figures().engagement().sends(),
                        0.6,
                        Metric.SENDS,
                        Metric.REPLIES));
    }

    private static Stream<Candidate> spendWithoutLeads(Facts facts) {
        return each(
                        facts,
                        Metric.SPEND,
                        part -> part.figures().measured().clicks() >= ENOUGH_CLICKS
                                && part.figures().measured().leads() == 0)
                .filter(seen -> seen.value.signum() > 0)
                .map(seen -> new Candidate(
                        new RecommendationDraft(
                                "Pause " + seen.part.name(),
                                "Pause " + seen.part.name()
                                        + " until its page brings leads again; check form and tracking first.",
                                "People click, money is spent, and nobody becomes a lead.",
                                "Saves up to " + money(facts, seen.value) + " in the same time.",
                                confidence(seen.part.figures().measured().clicks(), ENOUGH_CLICKS),
                                evidence(seen.part, null, null, Metric.SPEND, Metric.CLICKS, Metric.LEADS)),
                        1.0));
    }

    private static Stream<Candidate> tooFewConversions(Facts facts) {
        BigDecimal fewest = facts.target(Metric.CVR, FEWEST_LEADS);
        return each(facts, Metric.CVR, part -> part.figures().measured().clicks() >= ENOUGH_CLICKS)
                .filter(seen -> seen.value.signum() > 0 && seen.value.compareTo(fewest) < 0)
                .map(seen -> seen.candidate(
                        facts,
                        fewest,
                        "Improve the page behind " + seen.part.name(),
                        "Let the page repeat the promise of the ad, and ask for fewer fields.",
                        "People click, but few of them become leads, so the page does not keep what the ad promised.",
                        seen.part.figures().measured().clicks(),
                        0.7,
                        Metric.CLICKS,
                        Metric.LEADS));
    }

    private static Stream<Candidate> aDearChannelNextToACheapOne(Facts facts) {
        List<Seen> costs = each(
                        facts, Metric.CPL, part -> part.figures().measured().leads() >= ENOUGH_LEADS)
                .sorted(Comparator.comparing(Seen::value).thenComparing(seen -> seen.part.name()))
                .toList();
        if (facts.currency() == null || costs.size() < 2) {
            return Stream.empty();
        }
        Seen cheap = costs.get(0);
        Seen dear = costs.get(costs.size() - 1);
        BigDecimal spend = dear.part.figures().measured().spend();
        if (spend == null || cheap.value.signum() == 0 || dear.value.compareTo(cheap.value.multiply(TOO_DEAR)) < 0) {
            return Stream.empty();
        }
        BigDecimal moved = spend.multiply(MOVED).setScale(2, RoundingMode.DOWN);
        BigDecimal more =
                moved.divide(cheap.value, 0, RoundingMode.DOWN).subtract(moved.divide(dear.value, 0, RoundingMode.UP));
        if (more.signum() <= 0) {
            return Stream.empty();
        }
        List<Evidence> evidence =
                new ArrayList<>(evidence(dear.part, null, null, Metric.CPL, Metric.SPEND, Metric.LEADS));
        evidence.addAll(evidence(cheap.part, null, null, Metric.CPL, Metric.SPEND, Metric.LEADS));
        return Stream.of(new Candidate(
                new RecommendationDraft(
                        "Move budget from " + dear.part.name() + " to " + cheap.part.name(),
                        "Move " + money(facts, moved) + " from " + dear.part.name() + " to " + cheap.part.name()
                                + ", and look again after a week.",
                        "A lead from " + dear.part.name() + " costs " + money(facts, dear.value) + ", one from "
                                + cheap.part.name() + " " + money(facts, cheap.value) + ".",
                        "About " + FigureWords.of(more, Unit.COUNT, null)
                                + " more leads for the same money, if the cheaper channel holds its cost.",
                        confidence(
                                Math.min(
                                        dear.part.figures().measured().leads(),
                                        cheap.part.figures().measured().leads()),
                                ENOUGH_LEADS * 2),
                        evidence),
                0.8));
    }

    private static Stream<Candidate> costAboveTarget(Facts facts) {
        return Stream.of(Metric.CPL, Metric.CAC).flatMap(metric -> {
            BigDecimal target = facts.targets.get(metric);
            BigDecimal cost = metric.of(facts.whole);
            long seen = metric == Metric.CPL
                    ? facts.whole.measured().leads()
                    : facts.whole.measured().customers();
            if (target == null || cost == null || seen < ENOUGH_LEADS || cost.compareTo(target) <= 0) {
                return Stream.empty();
            }
            Seen whole = new Seen(new Part(ALL, facts.whole), metric, cost);
            return Stream.of(whole.candidate(
                    facts,
                    target,
                    "Bring the " + metric.title() + " down to its target",
                    "Stop the dearest audiences and creatives first, until the " + metric.title()
                            + " is at its target.",
                    "The " + metric.title() + " is above what the plan allows.",
                    seen,
                    0.7,
                    Metric.SPEND,
                    metric == Metric.CPL ? Metric.LEADS : Metric.CUSTOMERS));
        });
    }

    private static Stream<Candidate> adsThatEarnLessThanTheyCost(Facts facts) {
        BigDecimal least = facts.target(Metric.ROAS, BigDecimal.ONE);
        return each(facts, Metric.ROAS, part -> part.figures().measured().customers() >= ENOUGH_LEADS)
                .filter(seen -> seen.value.compareTo(least) < 0)
                .map(seen -> seen.candidate(
                        facts,
                        least,
                        "Spend less on " + seen.part.name(),
                        "Cut the budget of " + seen.part.name() + " to the campaigns that earn back what they cost.",
                        "What it earns per unit of spend is less than it should be.",
                        seen.part.figures().measured().customers(),
                        0.8,
                        Metric.SPEND,
                        Metric.REVENUE));
    }

    /** A metric of a part, and its value. */
    private record Seen(Part part, Metric metric, BigDecimal value) {
        private Candidate candidate(
                Facts facts,
                BigDecimal should,
                String title,
                String action,
                String rationale,
                long sample,
                double weight,
                Metric... evidence) {
            String effect = metric.title() + " on " + part.name() + " from "
                    + FigureWords.of(value, metric.unit(), facts.currency()) + " to "
                    + FigureWords.of(should, metric.unit(), facts.currency()) + ".";
            return new Candidate(
                    new RecommendationDraft(
                            title,
                            action,
                            rationale,
                            Character.toUpperCase(effect.charAt(0)) + effect.substring(1),
                            confidence(sample, ENOUGH_MESSAGES),
                            evidence(part, metric, should, evidence)),
                    weight * gap(value, should));
        }

        /** How far a value is from where it should be: 0 where it is there, towards 1 the farther it is. */
        private static double gap(BigDecimal value, BigDecimal should) {
            double greater = value.max(should).doubleValue();
            double smaller = value.min(should).doubleValue();
            return greater == 0 ? 0 : (greater - smaller) / greater;
        }
    }

    private static Stream<Seen> each(Facts facts, Metric metric, java.util.function.Predicate<Part> hasEnough) {
        return facts.parts.stream().filter(hasEnough).flatMap(part -> {
            BigDecimal value = metric.of(part.figures());
            return value == null ? Stream.empty() : Stream.of(new Seen(part, metric, value));
        });
    }

    private static List<Evidence> evidence(
            Part part, @Nullable Metric judged, @Nullable BigDecimal should, Metric... further) {
        List<Evidence> evidence = new ArrayList<>();
        if (judged != null) {
            cite(evidence, part, judged);
        }
        if (judged != null && should != null) {
            evidence.add(new Evidence(judged.word() + ".target", should));
        }
        Arrays.stream(further).forEach(metric -> cite(evidence, part, metric));
        return evidence;
    }

    private static void cite(List<Evidence> evidence, Part part, Metric metric) {
        BigDecimal value = metric.of(part.figures());
        if (value != null) {
            String of = part.name().equals(ALL) ? "all" : part.name().replace(' ', '_');
            evidence.add(new Evidence(of + "." + metric.word(), value));
        }
    }

    /** How sure one can be after so many were seen, in per cent: 50 where it is just enough, 95 at most. */
    private static int confidence(long seen, long enough) {
        return (int) Math.min(95, Math.round(100.0 * seen / (seen + enough)));
    }

    private static String money(Facts facts, BigDecimal amount) {
        return FigureWords.of(amount, Unit.MONEY, facts.currency());
    }
}
