package io.aicmo.domain.crm;

import static io.aicmo.domain.crm.ActivityType.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.crm.SpineDecision.Pause;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ChannelCatalogueTest {
    /** All that it takes to add a channel. */
    private static final Channel WHATSAPP = Channel.of(
            "whatsapp",
            activity("whatsapp_sent").counts(StatType.SENDS).contacts(),
            activity("whatsapp_replied")
                    .counts(StatType.REPLIES)
                    .contacts()
                    .pausesSequences()
                    .obeysStopWords());

    private static final ChannelCatalogue WITH_WHATSAPP = Channels.catalogue().with(WHATSAPP);

    @Test
    void fiveChannelsAreBuiltInBesideTheTeamItself() {
        assertThat(Channels.catalogue().channels())
                .containsExactly("landing_page", "email", "sms", "voice", "linkedin", "crm");
    }

    @Test
    void whatCanHappenOnAnyChannelCanHappenOnEach() {
        for (String channel : WITH_WHATSAPP.channels()) {
            assertThat(WITH_WHATSAPP.activityTypes(channel)).contains("meeting_booked", "status_change");
        }
    }

    @Test
    void theTypesOfAnUnknownChannelAreNone() {
        assertThat(Channels.catalogue().activityTypes("pigeon")).isEmpty();
        assertThat(Channels.catalogue().find("pigeon", "pigeon_sent")).isEmpty();
        assertThat(Channels.catalogue().find("email", "sms_sent")).isEmpty();
    }

    @Test
    void aTypeTellsItsChannelUnlessItCanHappenOnAny() {
        assertThat(WITH_WHATSAPP.channelOf("whatsapp_replied")).contains("whatsapp");
        assertThat(WITH_WHATSAPP.channelOf("landing_form_submit")).contains("landing_page");
        assertThat(WITH_WHATSAPP.channelOf("order_paid")).contains("crm");
        assertThat(WITH_WHATSAPP.channelOf("meeting_booked")).isEmpty();
        assertThat(WITH_WHATSAPP.channelOf("pigeon_sent")).isEmpty();
    }

    @Test
    void whatsAppIsAddedByOneDeclaration() {
        SpineRules rules = new SpineRules(WITH_WHATSAPP);

        SpineDecision reply = rules.decide(
                Given.TENANT, Given.event("whatsapp_replied", Map.of("text", "hello")), Given.NOW, Given::anId);
        SpineDecision stop = rules.decide(
                Given.TENANT, Given.event("whatsapp_replied", Map.of("text", "STOP")), Given.NOW, Given::anId);
        SpineDecision meeting =
                rules.decide(Given.TENANT, Given.event("meeting_booked", "whatsapp", Map.of()), Given.NOW, Given::anId);

        assertThat(reply.stat()).isEqualTo(StatType.REPLIES);
        assertThat(reply.pause()).isEqualTo(new Pause("whatsapp_replied", false));
        assertThat(stop.consents()).isEqualTo(Map.of("whatsapp", ConsentState.WITHDRAWN));
        assertThat(meeting.advanceTo()).isEqualTo(LeadStatus.QUALIFIED);
    }

    @Test
    void aSequenceMayWriteOnTheNewChannelAndAFormMayAgreeToIt() {
        SequenceStep step = new SequenceStep(
                new SequenceStepId(Given.anId()), new SequenceId(Given.anId()), 0, "whatsapp", 0, null, "Hello");
        SpineDecision form = new SpineRules(WITH_WHATSAPP)
                .decide(
                        Given.TENANT,
                        Given.event("landing_form_submit", Map.of("consent", Map.of("whatsapp", true))),
                        Given.NOW,
                        Given::anId);

        Sequence.checkSteps(List.of(step), WITH_WHATSAPP);
        assertThat(form.consents()).isEqualTo(Map.of("whatsapp", ConsentState.GRANTED));
        assertThat(refused(() -> Sequence.checkSteps(List.of(step), Channels.catalogue()))
                        .code())
                .isEqualTo("channel.unknown");
    }

    @Test
    void theOtherChannelsStayAsTheyWere() {
        for (String channel : Channels.catalogue().channels()) {
            assertThat(WITH_WHATSAPP.activityTypes(channel))
                    .isEqualTo(Channels.catalogue().activityTypes(channel));
            for (String type : WITH_WHATSAPP.activityTypes(channel)) {
                assertThat(WITH_WHATSAPP.get(channel, type))
                        .isEqualTo(Channels.catalogue().get(channel, type));
            }
        }
    }

    @Test
    void aNameIsDeclaredOnce() {
        assertThatThrownBy(() -> Channels.catalogue().with(Channel.of("email")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Channels.catalogue().with(Channel.of("mail", activity("email_sent"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Channels.catalogue().with(Channel.of("chat", activity("meeting_booked"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Rejected refused(ThrowingCallable action) {
        return catchThrowableOfType(Rejected.class, action);
    }
}
