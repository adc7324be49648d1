package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.crm.SpineDecision.Pause;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpineRulesTest {
    private static final SpineRules RULES = new SpineRules(Channels.catalogue());

    @Test
    void aDecisionIsTheSameForTheSameEventTimeAndIds() {
        ChannelEvent event = Given.event("email_replied");

        SpineDecision one = RULES.decide(Given.TENANT, event, Given.NOW, Given.idsFromOne());
        SpineDecision other = RULES.decide(Given.TENANT, event, Given.NOW, Given.idsFromOne());

        assertThat(one).isEqualTo(other);
    }

    @Test
    void aDecisionKnowsTheTenantOfTheCredentialAndWhenItWasLearnedOf() {
        SpineDecision decision = decide(Given.event("email_opened"));

        assertThat(decision.tenantId()).isEqualTo(Given.TENANT);
        assertThat(decision.recordedAt()).isEqualTo(Given.NOW);
    }

    // Stop words

    @Test
    void aStopWordInATextMessageWithdrawsConsentAndStopsEverySequenceOfThePerson() {
        SpineDecision decision = decide(Given.event("sms_replied", Map.of("text", " Stop. ")));

        assertThat(decision.consents()).isEqualTo(Map.of("sms", ConsentState.WITHDRAWN));
        assertThat(decision.pause()).isEqualTo(new Pause("sms_replied", true));
        assertThat(decision.stat()).isEqualTo(StatType.REPLIES);
    }

    @Test
    void aTextMessageThatOnlyContainsAStopWordIsAReply() {
        SpineDecision decision = decide(Given.event("sms_replied", Map.of("text", "Please don't stop")));

        assertThat(decision.consents()).isEmpty();
        assertThat(decision.pause()).isEqualTo(new Pause("sms_replied", false));
    }

    @Test
    void aStopWordInAnEmailIsAReplyLikeAnyOther() {
        SpineDecision decision = decide(Given.event("email_replied", Map.of("text", "STOP")));

        assertThat(decision.consents()).isEmpty();
    }

    // Automatic answers

    @Test
    void anOutOfOfficeNoteIsOnTheTimelineAndCountsAsNothing() {
        SpineDecision decision =
                decide(Given.event("email_replied", Map.of("subject", "Automatic reply: Hello", "text", "Back soon")));

        assertThat(decision.event().activityType()).isEqualTo("email_auto_replied");
        assertThat(decision.stat()).isNull();
        assertThat(decision.pause()).isNull();
        assertThat(decision.advanceTo()).isNull();
        assertThat(decision.countsCampaignReply()).isFalse();
        assertThat(decision.contacts()).isFalse();
        assertThat(decision.jobs()).isEmpty();
    }

    @Test
    void headersAreReadWhateverTheirCase() {
        Map<String, Object> meta = Map.of("headers", Map.of("Auto-Submitted", "auto-replied"));

        assertThat(decide(Given.event("email_replied", meta)).event().activityType())
                .isEqualTo("email_auto_replied");
    }

    @Test
    void onlyRepliesCanBeAutomatic() {
        SpineDecision decision = decide(Given.event("email_opened", Map.of("subject", "Automatic reply")));

        assertThat(decision.event().activityType()).isEqualTo("email_opened");
    }

    // Consent

    @Test
    void aTickedBoxOfAFormMeansEmail() {
        assertThat(decide(form(true)).consents()).isEqualTo(Map.of("email", ConsentState.GRANTED));
        assertThat(decide(form(false)).consents()).isEqualTo(Map.of("email", ConsentState.WITHDRAWN));
    }

    @Test
    void aFormMayNameTheChannels() {
        Map<String, Object> said = Map.of("email", true, "sms", false, "voice", "yes", "carrier_pigeon", true);

        assertThat(decide(form(said)).consents())
                .isEqualTo(Map.of("email", ConsentState.GRANTED, "sms", ConsentState.WITHDRAWN));
    }

    @Test
    void aFormThatSaysNothingAboutConsentChangesNone() {
        assertThat(decide(Given.event("landing_form_submit")).consents()).isEmpty();
        assertThat(decide(form("yes")).consents()).isEmpty();
    }

    @Test
    void onlyAFormStatesConsent() {
        assertThat(decide(Given.event("email_opened", Map.of("consent", true))).consents())
                .isEmpty();
    }

    // Bounces

    @Test
    void aBounceSaysInOneWordHowFinalItIs() {
        assertThat(bounceType(Map.of("bounce_type", "Transient"))).isEqualTo("soft");
        assertThat(bounceType(Map.of("bounce_type", "Permanent"))).isEqualTo("hard");
        assertThat(bounceType(Map.of("bounce_type", "soft"))).isEqualTo("soft");
        assertThat(bounceType(Map.of())).isEqualTo("hard");
    }

    // Follow-ups

    @Test
    void theSenderMayAskTheOrchestratorForSomething() {
        SpineDecision decision = decide(asking(Given.event("email_opened"), "cheer"));

        assertThat(decision.jobs())
                .extracting(FollowUp::kind, FollowUp::action)
                .containsExactly(tuple(FollowUp.ORCHESTRATE, "cheer"));
    }

    @Test
    void whatTheSenderAsksForTakesThePlaceOfWhatTheRuleAsksFor() {
        SpineDecision decision = decide(asking(Given.event("email_replied"), "cheer"));

        assertThat(decision.jobs()).extracting(FollowUp::action).containsExactly("cheer");
    }

    @Test
    void whoeverDoesAFollowUpAtOnceTakesItOutOfTheDecision() {
        SpineDecision decision = decide(asking(Given.event("landing_form_submit"), "cheer"));

        assertThat(decision.jobs()).hasSize(2);
        assertThat(decision.without(FollowUp.SCORE_LEAD).jobs())
                .extracting(FollowUp::kind)
                .containsExactly(FollowUp.ORCHESTRATE);
    }

    // Threads

    @Test
    void onlyAMessageThatWasSentWithAMessageIdStartsAThread() {
        assertThat(decide(withMessage("email_sent", "<m1@example.com>")).startsThread())
                .isTrue();
        assertThat(decide(withMessage("email_sent", null)).startsThread()).isFalse();
        assertThat(decide(withMessage("email_opened", "<m1@example.com>")).startsThread())
                .isFalse();
    }

    // What is refused

    @Test
    void anUnknownChannelOrActivityTypeIsRefusedWithTheListOfThoseThatExist() {
        Rejected channel = refused(Given.event("pigeon_sent", "pigeon", Map.of()));
        Rejected type = refused(Given.event("email_eaten", "email", Map.of()));
        Rejected elsewhere = refused(Given.event("sms_sent", "email", Map.of()));

        assertThat(channel.code()).isEqualTo("channel.unknown");
        assertThat(channel).hasMessageContaining("linkedin");
        assertThat(type.code()).isEqualTo("activity_type.unknown");
        assertThat(type).hasMessageContaining("email_replied").hasMessageContaining("meeting_booked");
        assertThat(elsewhere.code()).isEqualTo("activity_type.unknown");
    }

    @Test
    void aTimeThatCannotBeRightIsRefused() {
        ChannelEvent event = Given.event("email_opened");

        assertThat(refused(Given.at(event, Given.NOW.plus(Duration.ofMinutes(5)).plusNanos(1)))
                        .code())
                .isEqualTo("event.in_the_future");
        assertThat(refused(Given.at(event, Instant.MAX)).code()).isEqualTo("event.in_the_future");
        assertThat(refused(Given.at(event, Instant.parse("1999-12-31T23:59:59.999999999Z")))
                        .code())
                .isEqualTo("event.too_old");
        assertThat(refused(Given.at(event, Instant.MIN)).code()).isEqualTo("event.too_old");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Rejected channel = refused(Given.at(Given.event("pigeon_sent", "pigeon", Map.of()), Instant.MAX));
        Rejected type = refused(Given.at(Given.event("email_eaten", "email", Map.of()), Instant.EPOCH));

        assertThat(channel.violations())
                .extracting(Violation::code, Violation::field)
                .containsExactly(tuple("channel.unknown", "channel"), tuple("event.in_the_future", "occurred_at"));
        assertThat(type.violations())
                .extracting(Violation::code, Violation::field)
                .containsExactly(
                        tuple("activity_type.unknown", "activity_type"), tuple("event.too_old", "occurred_at"));
    }

    @Test
    void aClockThatRunsALittleAheadIsForgiven() {
        Instant ahead = Given.NOW.plus(Duration.ofMinutes(5));

        assertThat(decide(Given.at(Given.event("email_opened"), ahead)).event().occurredAt())
                .isEqualTo(ahead);
    }

    @Test
    void anEventOfTheYearTwoThousandIsOldAndWelcome() {
        Instant old = Instant.parse("2000-01-01T00:00:00Z");

        assertThat(decide(Given.at(Given.event("email_opened"), old)).event().occurredAt())
                .isEqualTo(old);
    }

    private static SpineDecision decide(ChannelEvent event) {
        return RULES.decide(Given.TENANT, event, Given.NOW, Given::anId);
    }

    private static Rejected refused(ChannelEvent event) {
        return catchThrowableOfType(Rejected.class, () -> decide(event));
    }

    private static ChannelEvent form(Object consent) {
        return Given.event("landing_form_submit", Map.of("consent", consent));
    }

    private static Object bounceType(Map<String, Object> meta) {
        return decide(Given.event("email_bounced", new HashMap<>(meta)))
                .event()
                .meta()
                .get("bounce_type");
    }

    private static ChannelEvent asking(ChannelEvent event, String action) {
        return new ChannelEvent(
                event.channel(),
                event.activityType(),
                event.provider(),
                event.providerEventId(),
                event.party(),
                null,
                event.occurredAt(),
                null,
                List.of(),
                event.meta(),
                action);
    }

    private static ChannelEvent withMessage(String type, String messageId) {
        return new ChannelEvent(
                "email",
                type,
                "provider",
                "evt",
                Party.email(new EmailAddress("ada@engines.example")),
                null,
                Given.hoursAgo(1),
                messageId,
                List.of(),
                Map.of(),
                null);
    }
}
