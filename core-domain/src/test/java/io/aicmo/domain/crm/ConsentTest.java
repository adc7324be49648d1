package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConsentTest {

    @Example
    void theLatestWordHolds() {
        Consent withdrawn = new Consent(ConsentState.WITHDRAWN, Given.hoursAgo(2));
        Consent granted = new Consent(ConsentState.GRANTED, Given.hoursAgo(1));

        assertThat(withdrawn.merge(granted)).isEqualTo(granted);
        assertThat(granted.merge(withdrawn)).isEqualTo(granted);
    }

    @Example
    void ofTwoWordsAtTheSameMomentTheWithdrawalHolds() {
        Consent withdrawn = new Consent(ConsentState.WITHDRAWN, Given.NOW);
        Consent granted = new Consent(ConsentState.GRANTED, Given.NOW);

        assertThat(withdrawn.merge(granted)).isEqualTo(withdrawn);
        assertThat(granted.merge(withdrawn)).isEqualTo(withdrawn);
    }

    @Property
    void whichOfTwoWasHeardFirstDoesNotMatter(@ForAll("consents") Consent one, @ForAll("consents") Consent other) {
        assertThat(one.merge(other)).isEqualTo(other.merge(one));
    }

    @Property
    void howTheyAreGroupedDoesNotMatter(
            @ForAll("consents") Consent one, @ForAll("consents") Consent two, @ForAll("consents") Consent three) {
        assertThat(one.merge(two).merge(three)).isEqualTo(one.merge(two.merge(three)));
    }

    @Property
    void theSameWordTwiceIsTheSameWord(@ForAll("consents") Consent one) {
        assertThat(one.merge(one)).isEqualTo(one);
    }

    @Property
    void theOrderInWhichAPersonsWordsArriveDoesNotMatter(
            @ForAll("words") List<SpineDecision> words, @ForAll Random random) {
        List<SpineDecision> shuffled = new ArrayList<>(words);
        Collections.shuffle(shuffled, random);

        assertThat(after(shuffled)).isEqualTo(after(words));
    }

    @Example
    void whereNothingWasSaidNothingIsRefused() {
        Contact contact = Given.aContact();

        assertThat(contact.refuses("email")).isFalse();
        assertThat(contact.after(Given.decisionOn("email_unsubscribed")).refuses("email"))
                .isTrue();
        assertThat(contact.after(Given.decisionOn("email_unsubscribed")).refuses("sms"))
                .isFalse();
    }

    @Provide
    Arbitrary<Consent> consents() {
        return Combinators.combine(
                        Arbitraries.of(ConsentState.class), Arbitraries.longs().between(0, 5))
                .as((state, hours) -> new Consent(state, Given.hoursAgo(hours)));
    }

    @Provide
    Arbitrary<List<SpineDecision>> words() {
        Arbitrary<ChannelEvent> events = Arbitraries.of(
                Given.event("email_unsubscribed"),
                Given.event("email_complained"),
                Given.event("sms_replied", Map.of("text", "stop")),
                Given.event("landing_form_submit", Map.of("consent", true)),
                Given.event("landing_form_submit", Map.of("consent", Map.of("email", false, "sms", true))));
        return Combinators.combine(events, Arbitraries.longs().between(0, 5))
                .as((event, hours) -> Given.decisionOn(event, Given.hoursAgo(hours)))
                .list()
                .ofMaxSize(8);
    }

    private static Map<String, Consent> after(List<SpineDecision> words) {
        Contact contact = Given.aContact();
        for (SpineDecision word : words) {
            contact = contact.after(word);
        }
        return contact.consent();
    }
}
