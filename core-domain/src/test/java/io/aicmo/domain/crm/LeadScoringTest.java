package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.LeadScoring.Facts;
import io.aicmo.domain.crm.LeadScoring.Reason;
import io.aicmo.domain.crm.LeadScoring.Score;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.PhoneNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LeadScoringTest {
    private static final Contact STRANGER = Given.aContact("somebody@gmail.com");

    @Example
    void aStrangerScoresNothing() {
        assertThat(score(STRANGER, Map.of())).isEqualTo(new Score(0, List.of()));
    }

    @Example
    void everyReasonSaysItsPointsAndWhy() {
        Score score = score(Given.aContact("ada@engines.example"), Map.of("email_replied", 2L));

        assertThat(score.value()).isEqualTo(35);
        assertThat(score.reasons())
                .containsExactly(
                        new Reason("replied", 25, "replied to us"),
                        new Reason("business_address", 10, "writes from a company's address"));
        assertThat(score.reasons().get(0).text()).isEqualTo("+25 replied to us");
    }

    @Example
    void whoTheyAreCounts() {
        Contact contact = STRANGER.withProfile(
                new Contact.Profile(
                        new EmailAddress("ada@engines.example"),
                        new PhoneNumber("+14155550123"),
                        "Ada",
                        null,
                        "Engines",
                        "Head of Engineering",
                        null,
                        Map.of()),
                Given.NOW);

        assertThat(rules(score(contact, Map.of())))
                .isEqualTo(Map.of("business_address", 10, "company_known", 5, "seniority", 15, "phone_known", 5));
    }

    @Example
    void aTitleDecidesByWholeWords() {
        assertThat(rules(score(titled("VP, Sales"), Map.of()))).containsKey("seniority");
        assertThat(rules(score(titled("Co-Founder & CEO"), Map.of()))).containsKey("seniority");
        assertThat(rules(score(titled("Vice President"), Map.of()))).containsKey("seniority");
        assertThat(rules(score(titled("Coordinator"), Map.of()))).doesNotContainKey("seniority");
        assertThat(rules(score(titled("Office Assistant"), Map.of()))).doesNotContainKey("seniority");
    }

    @Example
    void whatTheyDoCounts() {
        Score score = score(
                STRANGER,
                Map.of(
                        "landing_form_submit", 1L,
                        "email_opened", 3L,
                        "email_clicked", 1L,
                        "voice_call_completed", 1L,
                        "meeting_booked", 1L));

        assertThat(rules(score))
                .isEqualTo(Map.of("form_submitted", 15, "opened", 3, "clicked", 5, "talked", 15, "meeting", 30));
        assertThat(score.value()).isEqualTo(68);
    }

    @Example
    void openingAndClickingCountOnlySoMuch() {
        assertThat(rules(score(STRANGER, Map.of("email_opened", Long.MAX_VALUE / 8, "email_clicked", 1_000L))))
                .isEqualTo(Map.of("opened", 5, "clicked", 10));
    }

    @Example
    void aBudgetCountsIfItIsOne() {
        Lead lead = Given.aLead();

        assertThat(rules(LeadScoring.score(facts(STRANGER, withBudget(lead, "5000"), false, Map.of(), null))))
                .isEqualTo(Map.of("budget_known", 10));
        assertThat(rules(LeadScoring.score(facts(STRANGER, withBudget(lead, "0.00"), false, Map.of(), null))))
                .isEmpty();
    }

    @Example
    void silenceRefusalAndADeadAddressTakePoints() {
        Contact refuses = Given.aContact("ada@engines.example").after(Given.decisionOn("email_unsubscribed"));
        Instant longAgo = Given.NOW.minus(Duration.ofDays(30));

        Score score = LeadScoring.score(
                facts(refuses, Given.aLead(), true, Map.of("email_replied", 1L, "meeting_booked", 1L), longAgo));

        assertThat(rules(score))
                .containsEntry("silent", -15)
                .containsEntry("unsubscribed", -30)
                .containsEntry("undeliverable", -40);
        assertThat(score.value()).isZero();
    }

    @Example
    void silenceBeginsAfterThirtyDays() {
        Instant almost = Given.NOW.minus(Duration.ofDays(30)).plusSeconds(1);

        assertThat(rules(LeadScoring.score(facts(STRANGER, Given.aLead(), false, Map.of(), almost))))
                .isEmpty();
    }

    @Property
    void aScoreIsBetweenNothingAndAHundred(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long times, @ForAll boolean undeliverable) {
        Map<String, Long> everything = Channels.catalogue().allActivityTypes().stream()
                .collect(Collectors.toMap(ActivityType::name, type -> times));

        Score score = LeadScoring.score(facts(STRANGER, Given.aLead(), undeliverable, everything, null));

        assertThat(score.value()).isBetween(0, 100);
        assertThat(score.value())
                .isEqualTo(Math.clamp(
                        score.reasons().stream().mapToInt(Reason::points).sum(), 0, 100));
    }

    private static Score score(Contact contact, Map<String, Long> activities) {
        return LeadScoring.score(facts(contact, Given.aLead(), false, activities, null));
    }

    private static Facts facts(
            Contact contact, Lead lead, boolean undeliverable, Map<String, Long> activities, Instant lastEngaged) {
        return new Facts(contact, lead, undeliverable, activities, lastEngaged, Given.NOW);
    }

    private static Map<String, Integer> rules(Score score) {
        return score.reasons().stream().collect(Collectors.toMap(Reason::rule, Reason::points));
    }

    private static Contact titled(String title) {
        return STRANGER.withProfile(
                new Contact.Profile(STRANGER.email(), null, null, null, null, title, null, Map.of()), Given.NOW);
    }

    private static Lead withBudget(Lead lead, String amount) {
        return lead.edited(new Lead.Edit(lead.status(), null, new BigDecimal(amount), "EUR", null), Given.NOW);
    }
}
