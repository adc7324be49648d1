package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LeadTest {

    @Example
    void aNewLeadIsNobodysAndNobodyHasSpokenToIt() {
        Lead lead = Given.aLead();

        assertThat(lead.status()).isEqualTo(LeadStatus.NEW);
        assertThat(lead.ownerId()).isNull();
        assertThat(lead.lastContactAt()).isNull();
        assertThat(lead.score()).isZero();
        assertThat(lead.version()).isEqualTo(1);
    }

    @Example
    void theLastContactMovesForwardInTimeOnly() {
        SpineDecision earlier = Given.decisionOn(Given.event("sms_sent"), Given.hoursAgo(5));
        SpineDecision later = Given.decisionOn(Given.event("sms_sent"), Given.hoursAgo(2));

        assertThat(Given.aLead().after(later).after(earlier).lastContactAt()).isEqualTo(Given.hoursAgo(2));
        assertThat(Given.aLead().after(earlier).after(later).lastContactAt()).isEqualTo(Given.hoursAgo(2));
    }

    @Example
    void openingAMailIsNoContact() {
        Lead lead = Given.aLead();

        assertThat(lead.after(Given.decisionOn("email_opened"))).isSameAs(lead);
    }

    @Example
    void anEventThatMovesNothingLeavesTheVerySameLead() {
        Lead lead = Given.aLead(LeadStatus.PROPOSAL).after(Given.decisionOn("email_replied"));

        assertThat(lead.after(Given.decisionOn("voice_meeting_booked"))).isSameAs(lead);
    }

    @Example
    void aChangeIsDatedToWhenItWasLearnedOf() {
        Lead lead = Given.aLead().edited(Given.aLead().edit(), Given.NOW.minus(Duration.ofDays(1)));

        assertThat(lead.after(Given.decisionOn("email_replied")).updatedAt()).isEqualTo(Given.NOW);
    }

    @Property
    void theOrderInWhichEventsArriveDoesNotMatter(
            @ForAll("decisions") List<SpineDecision> decisions, @ForAll Random random) {
        List<SpineDecision> shuffled = new ArrayList<>(decisions);
        Collections.shuffle(shuffled, random);
        Lead lead = Given.aLead();

        assertThat(after(lead, shuffled)).isEqualTo(after(lead, decisions));
    }

    @Property
    void anEventThatIsAppliedTwiceChangesNothingTheSecondTime(@ForAll("decisions") List<SpineDecision> decisions) {
        Lead once = after(Given.aLead(), decisions);

        assertThat(after(once, decisions)).isEqualTo(once);
    }

    @Example
    void aBudgetIsAnAmountOfMoney() {
        assertThatCode(() -> budget("0")).doesNotThrowAnyException();
        assertThatCode(() -> budget("999999999999999.9999")).doesNotThrowAnyException();
        assertThatCode(() -> budget("12.500000")).doesNotThrowAnyException();
        assertThatCode(() -> budget("1e3")).doesNotThrowAnyException();
    }

    @Example
    void aNumberThatIsNoAmountIsRefused() {
        for (String number : List.of(
                "-0.01",
                "1000000000000000",
                "1e999999",
                "1e2147483647",
                "0.00001",
                "1e-999999",
                "1e-2147483647",
                "0." + "0".repeat(5000) + "1")) {
            Rejected refused = catchThrowableOfType(Rejected.class, () -> budget(number));

            assertThat(refused).as(number).isNotNull();
            assertThat(refused.violations().get(0).field()).isEqualTo("budget_min");
        }
    }

    @Example
    void aCurrencyIsThreeCapitalLetters() {
        for (String word : List.of("eur", "EU", "EURO", "E1R", "€", "")) {
            Lead lead = Given.aLead();
            Rejected refused = catchThrowableOfType(
                    Rejected.class,
                    () -> lead.edited(new Lead.Edit(LeadStatus.NEW, null, BigDecimal.ONE, word, null), Given.NOW));

            assertThat(refused.code()).isEqualTo("lead.currency_invalid");
        }
    }

    @Provide
    Arbitrary<List<SpineDecision>> decisions() {
        Arbitrary<String> types = Arbitraries.of(
                "email_sent", "email_opened", "email_replied", "voice_meeting_booked", "sms_sent", "email_bounced");
        return Combinators.combine(types, Arbitraries.longs().between(0, 9))
                .as((type, hours) -> Given.decisionOn(Given.event(type), Given.hoursAgo(hours)))
                .list()
                .ofMaxSize(8);
    }

    private static Lead after(Lead lead, List<SpineDecision> decisions) {
        Lead now = lead;
        for (SpineDecision decision : decisions) {
            now = now.after(decision);
        }
        return now;
    }

    private static Lead budget(String amount) {
        return Given.aLead()
                .edited(new Lead.Edit(LeadStatus.NEW, null, new BigDecimal(amount), "EUR", null), Given.NOW);
    }
}
