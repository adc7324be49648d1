package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.crm.SpineDecision.Pause;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of domain-model.md, "The spine rule", row by row; what a row doesn't name doesn't happen. */
class SpineTableTest {
    private static final SpineRules RULES = new SpineRules(Channels.catalogue());

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # activity type           | channel      | stat            | pauses | status    | reply | consent   | jobs
            landing_form_submit       | landing_page | -               | -      | -         | -     | -         | auto-score-lead
            email_sent                | email        | sends           | -      | -         | -     | -         | -
            email_delivered           | email        | deliveries      | -      | -         | -     | -         | -
            email_opened              | email        | opens           | -      | -         | -     | -         | -
            email_clicked             | email        | clicks          | -      | -         | -     | -         | -
            email_replied             | email        | replies         | lead   | contacted | yes   | -         | cmo-orchestrator:handle_reply
            email_auto_replied        | email        | -               | -      | -         | -     | -         | -
            email_bounced             | email        | bounces         | person | -         | -     | -         | -
            email_unsubscribed        | email        | -               | person | -         | -     | withdrawn | -
            email_complained          | email        | -               | person | -         | -     | withdrawn | -
            sms_sent                  | sms          | sends           | -      | -         | -     | -         | -
            sms_delivered             | sms          | deliveries      | -      | -         | -     | -         | -
            sms_replied               | sms          | replies         | lead   | -         | -     | -         | -
            voice_call_initiated      | voice        | sends           | -      | -         | -     | -         | -
            voice_call_completed      | voice        | deliveries      | -      | -         | -     | -         | auto-score-lead
            voice_meeting_booked      | voice        | meetings_booked | lead   | qualified | -     | -         | -
            linkedin_message_sent     | linkedin     | sends           | -      | -         | -     | -         | -
            linkedin_message_replied  | linkedin     | replies         | lead   | -         | -     | -         | -
            meeting_booked            | landing_page | meetings_booked | lead   | qualified | -     | -         | -
            meeting_booked            | email        | meetings_booked | lead   | qualified | -     | -         | -
            meeting_booked            | sms          | meetings_booked | lead   | qualified | -     | -         | -
            meeting_booked            | voice        | meetings_booked | lead   | qualified | -     | -         | -
            meeting_booked            | linkedin     | meetings_booked | lead   | qualified | -     | -         | -
            meeting_booked            | crm          | meetings_booked | lead   | qualified | -     | -         | -
            status_change             | crm          | -               | -      | -         | -     | -         | -
            status_change             | email        | -               | -      | -         | -     | -         | -
            status_change             | voice        | -               | -      | -         | -     | -         | -
            message_captured          | email        | -               | -      | -         | -     | -         | -
            message_captured          | sms          | -               | -      | -         | -     | -         | -
            order_placed              | crm          | -               | -      | -         | -     | -         | -
            order_paid                | crm          | -               | -      | -         | -     | -         | -
            order_cancelled           | crm          | -               | -      | -         | -     | -         | -
            checkout_completed        | crm          | -               | -      | -         | -     | -         | -
            invoice_paid              | crm          | -               | -      | -         | -     | -         | -
            invoice_payment_failed    | crm          | -               | -      | -         | -     | -         | -
            contract_sent             | crm          | -               | -      | -         | -     | -         | -
            contract_signed           | crm          | -               | -      | -         | -     | -         | -
            contract_declined         | crm          | -               | -      | -         | -     | -         | -
            """)
    void anActivityDoesWhatItsRowSays(
            String type,
            String channel,
            String stat,
            String pauses,
            String status,
            String reply,
            String consent,
            String jobs) {
        SpineDecision decision =
                RULES.decide(Given.TENANT, Given.event(type, channel, Map.of()), Given.NOW, Given::anId);

        assertThat(decision.event().activityType()).isEqualTo(type);
        assertThat(decision.stat() == null ? "-" : decision.stat().word()).isEqualTo(stat);
        assertThat(pausing(decision.pause())).isEqualTo(pauses);
        assertThat(decision.advanceTo() == null ? "-" : decision.advanceTo().word())
                .isEqualTo(status);
        assertThat(decision.countsCampaignReply() ? "yes" : "-").isEqualTo(reply);
        assertThat(decision.consents())
                .isEqualTo(consent.equals("-") ? Map.of() : Map.of(channel, ConsentState.WITHDRAWN));
        assertThat(jobs(decision)).isEqualTo(jobs);
    }

    @Test
    void everyBuiltInActivityTypeHasItsRow() throws NoSuchMethodException {
        CsvSource table = SpineTableTest.class
                .getDeclaredMethod(
                        "anActivityDoesWhatItsRowSays",
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class);
        Set<String> rows = Arrays.stream(table.textBlock().split("\n"))
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|")[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));

        List<String> declared = Channels.catalogue().allActivityTypes().stream()
                .map(ActivityType::name)
                .toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void aDecisionSaysWhyItPausesSequences() {
        SpineDecision decision = Given.decisionOn("linkedin_message_replied");

        assertThat(decision.pause()).isEqualTo(new Pause("linkedin_message_replied", false));
    }

    private static String pausing(Pause pause) {
        return pause == null ? "-" : pause.wholePerson() ? "person" : "lead";
    }

    private static String jobs(SpineDecision decision) {
        return decision.jobs().isEmpty()
                ? "-"
                : decision.jobs().stream().map(SpineTableTest::job).collect(Collectors.joining(","));
    }

    private static String job(FollowUp job) {
        return job.action() == null ? job.kind() : job.kind() + ":" + job.action();
    }
}
