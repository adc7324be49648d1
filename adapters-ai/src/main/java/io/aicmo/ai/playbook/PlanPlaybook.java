package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.PlanInput;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.cmo.draft.PlanDraft;
import io.aicmo.domain.cmo.draft.PlanDraft.PlannedMilestone;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A month to lay the ground, a month to be seen, a month to sell. */
final class PlanPlaybook implements Playbook<PlanInput, PlanDraft> {
    private static final Pattern TARGET = Pattern.compile(
            "(\\d{1,7})\\s+(?:\\p{L}+\\s+){0,3}?(leads?|customers?|clients?|meetings?|demos?|sign-?ups?)",
            Pattern.CASE_INSENSITIVE);
    /** Leads of a plan without a budget: ten a month from what is free. */
    private static final int LEADS_FOR_NOTHING = 30;
    /** What a lead may cost where nobody knows better, in units of whatever currency. */
    private static final BigDecimal COST_OF_A_LEAD = BigDecimal.valueOf(50);

    private static final BigDecimal MOST_MONEY =
            BigDecimal.TEN.pow(Money.DIGITS).subtract(BigDecimal.ONE);
    private static final BigDecimal MOST_LEADS = BigDecimal.valueOf(10_000);

    @Override
    public Agent<PlanInput, PlanDraft> agent() {
        return CmoAgents.PLANNER;
    }

    @Override
    public PlanDraft answer(PlanInput input) {
        Wording words = new Wording(input.market());
        String goal = Wording.capital(input.goal() == null ? words.goal() : Wording.phrase(input.goal(), 500));
        Money budget = budget(input);
        return new PlanDraft(
                Wording.phrase(words.brand() + ": 90 days from " + input.startDate(), 200),
                goal,
                summary(words, goal, budget, input.channels()),
                input.startDate(),
                Plan.lastDay(input.startDate()),
                themes(words),
                milestones(words, input),
                kpis(goal, budget),
                budget,
                Shares.of(input.channels()));
    }

    private static @Nullable Money budget(PlanInput input) {
        Money monthly = input.market().brand().monthlyBudget();
        if (input.budget() != null || monthly == null) {
            return input.budget();
        }
        BigDecimal whole = monthly.amount().multiply(BigDecimal.valueOf(Plan.MONTHS));
        return new Money(whole.min(MOST_MONEY), monthly.currency());
    }

    private static String summary(Wording words, String goal, @Nullable Money budget, List<String> channels) {
        return words.brand() + " speaks to " + words.audience() + " about one thing: " + words.promise()
                + ". The goal: "
                + goal
                + ".\n\nThe first month makes the promise plain and gets everything ready, the second brings it to "
                + words.audience() + " on " + spoken(channels)
                + ", the third turns interest into customers and keeps what"
                + " worked. "
                + (budget == null
                        ? "No budget is set, so it begins with what costs time, not money."
                        : "It may cost " + budget + ".");
    }

    private static List<Theme> themes(Wording words) {
        return List.of(
                new Theme(
                        1,
                        "Foundation: make the promise plain",
                        "Say to " + words.audience() + " in one sentence: " + words.promise()
                                + ". Page, form and first mails are ready and measured."),
                new Theme(
                        2,
                        "Reach: be met by " + Wording.phrase(words.audience(), 100),
                        "Go where they are, speak about " + words.problem() + ", and offer " + words.offer() + "."),
                new Theme(
                        3,
                        "Conversion: from interest to customers",
                        "Answer within a day, follow up, put more into what brings leads, and stop what does not."));
    }

    private static List<PlannedMilestone> milestones(Wording words, PlanInput input) {
        LocalDate start = input.startDate();
        List<PlannedMilestone> milestones = new ArrayList<>(List.of(
                on(
                        start,
                        4,
                        "Promise agreed",
                        "Everybody at " + words.brand() + " says the same: " + words.promise() + "."),
                on(
                        start,
                        11,
                        "Offer ready",
                        words.offer() + " has its price, its reasons and one call: " + words.callToAction() + "."),
                on(start, 25, "Everything is measured", "Leads, replies and meetings are counted by channel."),
                on(start, 29, "Review of month 1", "What is ready, what is not, and who does it."),
                on(start, 37, "First leads", "The first of " + words.audience() + " have left their address."),
                on(
                        start,
                        51,
                        "Two messages compared",
                        "One about " + words.problem() + ", one about " + words.promise() + "."),
                on(start, 59, "Review of month 2", "The budget moves to the channel with the cheapest leads."),
                on(start, 66, "Every lead is answered within a day", "Replies are read and routed as they come."),
                on(start, 80, "First customers asked", "Why they chose " + words.brand() + ", in their own words."),
                on(start, 88, "Review of the 90 days", "What comes again, what ends, and the next plan.")));
        int day = 16;
        for (String channel : input.channels().stream().distinct().limit(10).toList()) {
            milestones.add(on(
                    start,
                    day,
                    Wording.capital(Wording.phrase(Wording.spoken(channel), 100)) + " is live",
                    "It speaks to " + words.audience() + ": "
                            + ChannelRole.of(channel).cadence() + "."));
            day += 3;
        }
        milestones.sort(Comparator.comparing(PlannedMilestone::dueDate));
        return milestones;
    }

    private static PlannedMilestone on(LocalDate start, int day, String title, String description) {
        return new PlannedMilestone(title, description, start.plusDays(day));
    }

    private static List<Kpi> kpis(String goal, @Nullable Money budget) {
        int leads = leads(goal, budget);
        List<Kpi> kpis = new ArrayList<>();
        kpis.add(new Kpi("leads", "leads", BigDecimal.valueOf(leads), null));
        kpis.add(new Kpi(
                "meetings booked", "meetings", BigDecimal.valueOf(target(goal, "m|d", Math.max(1, leads / 4))), null));
        kpis.add(new Kpi(
                "customers", "customers", BigDecimal.valueOf(target(goal, "c", Math.max(1, leads / 10))), null));
        kpis.add(new Kpi("reply rate", "%", BigDecimal.valueOf(5), null));
        if (budget != null && budget.amount().signum() > 0) {
            BigDecimal each = budget.amount().divide(BigDecimal.valueOf(leads), 2, RoundingMode.UP);
            kpis.add(new Kpi("cost per lead", budget.currency(), each, null));
        }
        return kpis;
    }

    private static int leads(String goal, @Nullable Money budget) {
        BigDecimal affordable = budget == null
                ? BigDecimal.valueOf(LEADS_FOR_NOTHING)
                : budget.amount().divide(COST_OF_A_LEAD, 0, RoundingMode.DOWN).min(MOST_LEADS);
        return Math.max(1, target(goal, "l|s", Math.max(LEADS_FOR_NOTHING, affordable.intValue())));
    }

    /** The number that the goal itself names for a thing that begins with one of these letters, else another. */
    private static int target(String goal, String initials, int otherwise) {
        Matcher matcher = TARGET.matcher(goal);
        while (matcher.find()) {
            if (matcher.group(2).toLowerCase(Locale.ROOT).matches("(" + initials + ").*")) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return otherwise;
    }

    private static String spoken(List<String> channels) {
        return channels.isEmpty()
                ? "the channels that they use"
                : String.join(
                        ", ", channels.stream().limit(12).map(Wording::spoken).toList());
    }
}
