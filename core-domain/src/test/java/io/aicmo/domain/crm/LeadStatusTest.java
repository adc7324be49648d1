package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class LeadStatusTest {

    @Example
    void aLeadGoesFromNewToWonOrLost() {
        assertThat(List.of(
                        LeadStatus.NEW,
                        LeadStatus.CONTACTED,
                        LeadStatus.ENGAGED,
                        LeadStatus.QUALIFIED,
                        LeadStatus.PROPOSAL,
                        LeadStatus.WON))
                .extracting(LeadStatus::rank)
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(LeadStatus.LOST.rank()).isEqualTo(LeadStatus.WON.rank());
        assertThat(LeadStatus.DISQUALIFIED.rank()).isEqualTo(LeadStatus.WON.rank());
    }

    @Example
    void whateverAColdLeadDoesCountsAsForANewOne() {
        assertThat(LeadStatus.COLD.advancedTo(LeadStatus.CONTACTED)).isEqualTo(LeadStatus.CONTACTED);
        assertThat(LeadStatus.COLD.advancedTo(LeadStatus.NEW)).isEqualTo(LeadStatus.COLD);
    }

    @Property
    void aStatusNeverMovesBackThroughATrigger(@ForAll LeadStatus status, @ForAll LeadStatus target) {
        assertThat(status.advancedTo(target).rank()).isGreaterThanOrEqualTo(status.rank());
        assertThat(status.advancedTo(target)).isIn(status, target);
    }

    @Property
    void aClosedLeadStaysAsItIs(@ForAll LeadStatus target) {
        Arrays.stream(LeadStatus.values())
                .filter(LeadStatus::isClosed)
                .forEach(closed -> assertThat(closed.advancedTo(target)).isEqualTo(closed));
    }

    @Property
    void theOrderInWhichTriggersArriveDoesNotMatter(
            @ForAll @Size(max = 6) List<Trigger> triggers, @ForAll Random random) {
        List<Trigger> shuffled = new ArrayList<>(triggers);
        Collections.shuffle(shuffled, random);

        assertThat(after(shuffled)).isEqualTo(after(triggers));
    }

    @Example
    void aReplyAndAMeetingMoveALeadWhateverTheirOrder() {
        Lead lead = Given.aLead();
        SpineDecision reply = Given.decisionOn("email_replied");
        SpineDecision meeting = Given.decisionOn("voice_meeting_booked");

        assertThat(lead.after(reply).after(meeting).status()).isEqualTo(LeadStatus.QUALIFIED);
        assertThat(lead.after(meeting).after(reply).status()).isEqualTo(LeadStatus.QUALIFIED);
    }

    /** The statuses that triggers move to. */
    enum Trigger {
        REPLIED(LeadStatus.CONTACTED),
        BOOKED(LeadStatus.QUALIFIED);

        private final LeadStatus target;

        Trigger(LeadStatus target) {
            this.target = target;
        }
    }

    private static LeadStatus after(List<Trigger> triggers) {
        LeadStatus status = LeadStatus.NEW;
        for (Trigger trigger : triggers) {
            status = status.advancedTo(trigger.target);
        }
        return status;
    }
}
