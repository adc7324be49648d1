package io.aicmo.domain.crm;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Scores a lead from what is known about it, by rules that anybody can read: each rule adds or takes points and says
 * why. The same facts give the same score.
 */
public final class LeadScoring {
    private static final Set<String> FREE_MAIL = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "aol.com",
            "icloud.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "mail.ru",
            "proton.me",
            "protonmail.com",
            "qq.com");
    private static final List<String> SENIOR = List.of(
            "chief",
            "ceo",
            "cto",
            "cmo",
            "cfo",
            "coo",
            "founder",
            "owner",
            "president",
            "vp",
            "vice president",
            "head of",
            "director",
            "partner");

    private LeadScoring() {}

    /**
     * What the rules look at.
     *
     * @param activities how often each activity type happened, by its name
     * @param lastEngagedAt when the person last did something (opened, clicked, replied, booked, submitted), or null
     */
    public record Facts(
            Contact contact,
            Lead lead,
            boolean undeliverable,
            Map<String, Long> activities,
            @Nullable Instant lastEngagedAt,
            Instant now) {
        public Facts {
            activities = Map.copyOf(activities);
        }

        long count(String activityType) {
            return activities.getOrDefault(activityType, 0L);
        }

        long countSum(String... activityTypes) {
            long sum = 0;
            for (String type : activityTypes) {
                sum += count(type);
            }
            return sum;
        }
    }

    /**
     * One reason of a score.
     *
     * @param rule the rule's stable name
     * @param points what it added, or took if negative
     * @param detail for a person
     */
    public record Reason(String rule, int points, String detail) {
        /** As it stands next to a score, for example {@code +25 replied to us}. */
        public String text() {
            return (points > 0 ? "+" : "") + points + " " + detail;
        }
    }

    /** A score from 0 to 100, and every reason that took part, the weightiest first. */
    public record Score(int value, List<Reason> reasons) {
        public Score {
            reasons = List.copyOf(reasons);
        }
    }

    private record Rule(String name, String detail, ToIntFunction<Facts> points) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "business_address",
                    "writes from a company's address",
                    facts -> FREE_MAIL.contains(facts.contact.email().domain()) ? 0 : 10),
            new Rule("company_known", "the company is known", facts -> facts.contact.company() == null ? 0 : 5),
            new Rule("seniority", "has a title that decides", facts -> isSenior(facts.contact.title()) ? 15 : 0),
            new Rule("phone_known", "can be called", facts -> facts.contact.phone() == null ? 0 : 5),
            new Rule(
                    "budget_known",
                    "named a budget",
                    facts -> facts.lead.budgetMin() != null
                                    && facts.lead.budgetMin().compareTo(BigDecimal.ZERO) > 0
                            ? 10
                            : 0),
            new Rule("form_submitted", "filled in a form", facts -> facts.count("landing_form_submit") > 0 ? 15 : 0),
            new Rule("opened", "opens what we send", facts -> (int) Math.min(5, facts.count("email_opened"))),
            new Rule("clicked", "follows our links", facts -> (int) Math.min(10, 5 * facts.count("email_clicked"))),
            new Rule(
                    "replied",
                    "replied to us",
                    facts -> facts.countSum("email_replied", "sms_replied", "linkedin_message_replied") > 0 ? 25 : 0),
            new Rule("talked", "talked to us on the phone", facts -> facts.count("voice_call_completed") > 0 ? 15 : 0),
            new Rule(
                    "meeting",
                    "booked a meeting",
                    facts -> facts.countSum("meeting_booked", "voice_meeting_booked") > 0 ? 30 : 0),
            new Rule("silent", "has been silent for 30 days", LeadScoring::silence),
            new Rule("unsubscribed", "does not want our e-mail", facts -> facts.contact.refuses("email") ? -30 : 0),
            new Rule("undeliverable", "cannot be reached at this address", facts -> facts.undeliverable ? -40 : 0));

    /** The score that follows from the facts. */
    public static Score score(Facts facts) {
        List<Reason> reasons = new ArrayList<>();
        int sum = 0;
        for (Rule rule : RULES) {
            int points = rule.points.applyAsInt(facts);
            if (points != 0) {
                reasons.add(new Reason(rule.name, points, rule.detail));
                sum += points;
            }
        }
        reasons.sort(Comparator.comparingInt((Reason reason) -> -Math.abs(reason.points))
                .thenComparing(Reason::rule));
        return new Score(Math.max(0, Math.min(100, sum)), reasons);
    }

    private static int silence(Facts facts) {
        return facts.lastEngagedAt != null
                        && Duration.between(facts.lastEngagedAt, facts.now).toDays() >= 30
                ? -15
                : 0;
    }

    private static boolean isSenior(@Nullable String title) {
        if (title == null) {
            return false;
        }
        String words = " " + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ") + " ";
        return SENIOR.stream().anyMatch(word -> words.contains(" " + word + " "));
    }
}
