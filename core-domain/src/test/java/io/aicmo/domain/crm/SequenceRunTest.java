package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceRunId;
import java.time.Duration;
import java.time.Instant;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class SequenceRunTest {

    @Example
    void theFirstMessageIsDueAfterItsDelay() {
        SequenceRun run = Given.anActiveRun();

        assertThat(run.status()).isEqualTo(RunStatus.ACTIVE);
        assertThat(run.nextStep()).isZero();
        assertThat(run.nextStepAt()).isEqualTo(Given.NOW.plus(Duration.ofHours(24)));
    }

    @Example
    void nothingIsSentToAClosedLeadARefusalOrADeadAddress() {
        Contact unsubscribed = Given.aContact().after(Given.decisionOn("email_unsubscribed"));

        for (LeadStatus closed : List.of(LeadStatus.WON, LeadStatus.LOST, LeadStatus.DISQUALIFIED)) {
            assertThat(refused(
                            () -> enroll("email", Given.aLead(closed), Given.aContact(), Deliverability.DELIVERABLE)))
                    .isEqualTo("sequence.lead_closed");
        }
        assertThat(refused(() -> enroll("email", Given.aLead(), unsubscribed, Deliverability.DELIVERABLE)))
                .isEqualTo("sequence.consent_withdrawn");
        assertThat(refused(() -> enroll("email", Given.aLead(), Given.aContact(), Deliverability.UNDELIVERABLE)))
                .isEqualTo("sequence.address_undeliverable");
    }

    @Example
    void whoeverRefusesMailOrHasADeadAddressMayStillBeTexted() {
        Contact unsubscribed = Given.aContact().after(Given.decisionOn("email_unsubscribed"));

        assertThat(enroll("sms", Given.aLead(), unsubscribed, Deliverability.UNDELIVERABLE)
                        .status())
                .isEqualTo(RunStatus.ACTIVE);
    }

    @Example
    void aReplyPausesTheSequencesOfItsLeadAndOfNoOther() {
        SequenceRun run = Given.anActiveRun();
        SpineDecision reply = Given.decisionOn("email_replied");

        SequenceRun paused = run.after(reply, run.leadId());

        assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
        assertThat(paused.pausedReason()).isEqualTo("email_replied");
        assertThat(paused.pausedAt()).isEqualTo(Given.hoursAgo(1));
        assertThat(paused.pausedBy()).isEqualTo(reply.activityId());
        assertThat(run.after(reply, new LeadId(Given.anId()))).isSameAs(run);
        assertThat(run.after(reply, null)).isSameAs(run);
    }

    @Example
    void anUnsubscriptionPausesTheSequencesOfEveryLeadOfThePerson() {
        SequenceRun run = Given.anActiveRun();

        assertThat(run.after(Given.decisionOn("email_unsubscribed"), null).pausedReason())
                .isEqualTo("email_unsubscribed");
    }

    @Example
    void anOpenedMailPausesNothing() {
        SequenceRun run = Given.anActiveRun();

        assertThat(run.after(Given.decisionOn("email_opened"), run.leadId())).isSameAs(run);
    }

    @Example
    void aSequenceThatHasEndedStaysAsItIs() {
        SequenceRun stopped = Given.anActiveRun().stopped(Given.NOW);

        assertThat(stopped.after(Given.decisionOn("email_replied"), stopped.leadId()))
                .isSameAs(stopped);
    }

    @Example
    void ofSeveralCausesTheEarliestIsTheReason() {
        SequenceRun run = Given.anActiveRun();
        SpineDecision earlier = Given.decisionOn(Given.event("sms_replied"), Given.hoursAgo(5));
        SpineDecision later = Given.decisionOn(Given.event("email_replied"), Given.hoursAgo(2));

        SequenceRun one = run.after(earlier, run.leadId()).after(later, run.leadId());
        SequenceRun other = run.after(later, run.leadId()).after(earlier, run.leadId());

        assertThat(one.pausedReason()).isEqualTo("sms_replied");
        assertThat(other.pausedReason()).isEqualTo("sms_replied");
        assertThat(other.pausedBy()).isEqualTo(earlier.activityId());
    }

    @Example
    void aPauseByHandIsTheReasonUnlessAnEventCameFirst() {
        SequenceRun byHand = Given.anActiveRun().paused(Given.hoursAgo(3));
        SpineDecision earlier = Given.decisionOn(Given.event("email_replied"), Given.hoursAgo(5));
        SpineDecision later = Given.decisionOn(Given.event("email_replied"), Given.hoursAgo(2));

        assertThat(byHand.after(later, byHand.leadId())).isSameAs(byHand);
        assertThat(byHand.after(earlier, byHand.leadId()).pausedReason()).isEqualTo("email_replied");
    }

    @Property
    void theOrderInWhichCausesArriveDoesNotMatter(
            @ForAll("decisions") List<SpineDecision> decisions, @ForAll Random random) {
        List<SpineDecision> shuffled = new ArrayList<>(decisions);
        Collections.shuffle(shuffled, random);
        SequenceRun run = Given.anActiveRun();

        SequenceRun one = after(run, decisions);
        SequenceRun other = after(run, shuffled);

        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.pausedReason()).isEqualTo(one.pausedReason());
        assertThat(other.pausedAt()).isEqualTo(one.pausedAt());
        assertThat(one.saysWhyItIsPaused()).isTrue();
    }

    @Example
    void whatWasDueWhileItWasPausedIsDueOnceItGoesOn() {
        SequenceRun paused = Given.anActiveRun().paused(Given.NOW);
        Instant muchLater = Given.NOW.plus(Duration.ofDays(9));

        assertThat(paused.resumed(muchLater).nextStepAt()).isEqualTo(muchLater);
        assertThat(paused.resumed(Given.NOW.plusSeconds(1)).nextStepAt()).isEqualTo(paused.nextStepAt());
        assertThat(paused.resumed(muchLater).pausedReason()).isNull();
    }

    @Example
    void onlyWhatRunsPausesAndOnlyWhatIsPausedGoesOn() {
        SequenceRun active = Given.anActiveRun();
        SequenceRun stopped = active.stopped(Given.NOW);

        assertThat(active.paused(Given.NOW).pausedReason()).isEqualTo(SequenceRun.MANUAL);
        assertThat(refused(() -> active.resumed(Given.NOW))).isEqualTo("sequence_run.not_paused");
        assertThat(refused(() -> active.paused(Given.NOW).paused(Given.NOW))).isEqualTo("sequence_run.not_active");
        assertThat(refused(() -> stopped.paused(Given.NOW))).isEqualTo("sequence_run.not_active");
        assertThat(refused(() -> stopped.resumed(Given.NOW))).isEqualTo("sequence_run.not_paused");
        assertThat(refused(() -> stopped.stopped(Given.NOW))).isEqualTo("sequence_run.ended");
    }

    @Provide
    Arbitrary<List<SpineDecision>> decisions() {
        Arbitrary<ChannelEvent> events = Arbitraries.of(
                Given.event("email_replied"),
                Given.event("sms_replied"),
                Given.event("sms_replied", Map.of("text", "stop")),
                Given.event("email_bounced"),
                Given.event("voice_meeting_booked"),
                Given.event("email_opened"));
        // Few moments, so that several causes fall on the same one.
        return Combinators.combine(events, Arbitraries.longs().between(0, 3))
                .as((event, hours) -> Given.decisionOn(event, Given.hoursAgo(hours)))
                .list()
                .ofMaxSize(8);
    }

    private static SequenceRun after(SequenceRun run, List<SpineDecision> decisions) {
        SequenceRun now = run;
        for (SpineDecision decision : decisions) {
            now = now.after(decision, run.leadId());
        }
        return now;
    }

    private static SequenceRun enroll(String channel, Lead lead, Contact contact, Deliverability email) {
        return SequenceRun.enroll(
                new SequenceRunId(Given.anId()), Given.aStep(channel), lead, contact, email, Given.NOW);
    }

    private static String refused(ThrowingCallable action) {
        return catchThrowableOfType(Rejected.class, action).code();
    }
}
