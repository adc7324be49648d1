package io.aicmo.providers;

import static io.aicmo.providers.Requests.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of the demonstration are what its README says they are. */
class DemoFilesTest {
    private static final Path DEMO = Path.of("..", "demo");
    private static final String CAMPAIGN = "01990000-0000-7000-8000-000000000003";
    private static final String NO_CAMPAIGN = "01990000-0000-7000-8000-00000000dead";
    private static final Pattern MINUTES = Pattern.compile("\\{\\{(epoch_)?minutes_ago:(\\d+)}}");

    @ParameterizedTest
    @CsvSource({
        "04-sendgrid-events.json, email, email_sent email_delivered email_opened email_clicked email_clicked email_opened",
        "05-resend-sent.json, email, email_sent",
        "06-resend-delivered.json, email, email_delivered",
        "07-resend-opened.json, email, email_opened",
        "08-resend-clicked.json, email, email_clicked",
        "09-resend-bounced.json, email, email_bounced",
        "10-resend-received.json, email, email_replied",
        "11-resend-received-out-of-office.json, email, email_auto_replied",
        "12-twilio-sms-sent.form, sms, sms_sent",
        "13-twilio-sms-replied.form, sms, sms_replied",
        "14-generic-meeting-booked.json, email, meeting_booked",
        "15-generic-unknown-campaign.json, email, email_opened"
    })
    void everyWebhookOfTheStoryTellsWhatItIsNamedAfter(String file, String channel, String activityTypes) {
        assertThat(events(file, channel).stream().map(DemoFilesTest::decided))
                .containsExactly(activityTypes.split(" "));
    }

    @Test
    void theBatchHoldsOneEventTwice() {
        List<String> ids = events("04-sendgrid-events.json", "email").stream()
                .map(ChannelEvent::providerEventId)
                .toList();

        assertThat(ids).hasSize(6);
        assertThat(ids.stream().distinct()).hasSize(5);
    }

    @Test
    void theBatchIsOfYesterday() {
        assertThat(events("04-sendgrid-events.json", "email"))
                .allSatisfy(event -> assertThat(event.occurredAt())
                        .isBetween(NOW.minus(Duration.ofHours(26)), NOW.minus(Duration.ofHours(24))));
    }

    @Test
    void theRepliesAnswerWhatWasSent() {
        String offer = one("05-resend-sent.json").messageId();
        String priceList = events("04-sendgrid-events.json", "email").get(0).messageId();

        assertThat(one("10-resend-received.json").inReplyTo()).containsExactly(offer);
        assertThat(one("11-resend-received-out-of-office.json").inReplyTo()).containsExactly(priceList);
    }

    @Test
    void theBounceIsHard() {
        assertThat(one("09-resend-bounced.json").meta()).containsEntry("bounce_type", "hard");
    }

    @Test
    void theLastEventNamesACampaignThatIsNoneAndTheOthersTheStorys() {
        assertThat(one("15-generic-unknown-campaign.json").campaignId()).hasToString(NO_CAMPAIGN);
        assertThat(one("14-generic-meeting-booked.json").campaignId()).hasToString(CAMPAIGN);
        assertThat(one("05-resend-sent.json").campaignId()).hasToString(CAMPAIGN);
    }

    @Test
    void theReadmeListsEveryFileInOrder() throws IOException {
        String readme = Files.readString(DEMO.resolve("README.md"));
        try (Stream<Path> files = Files.list(DEMO)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{2}-.*"))
                    .sorted()
                    .toList();

            assertThat(names).hasSize(15);
            assertThat(readme).containsSubsequence(names);
        }
    }

    private static ChannelEvent one(String file) {
        List<ChannelEvent> events = events(file, "email");
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<ChannelEvent> events(String file, String channel) {
        WebhookProvider provider = Providers.all(Channels.catalogue()).stream()
                .filter(known -> file.contains("-" + known.name() + "-"))
                .findFirst()
                .orElseThrow();
        List<Item> items = provider.read(
                channel, Requests.request(filled(file), "svix-id", file, "content-type", "application/json"), NOW);
        return items.stream().map(Requests::told).toList();
    }

    private static String filled(String file) {
        try {
            String text = Files.readString(DEMO.resolve(file), StandardCharsets.UTF_8)
                    .replace("{{campaign_id}}", CAMPAIGN)
                    .replace("{{unknown_campaign_id}}", NO_CAMPAIGN);
            return MINUTES.matcher(text).replaceAll(found -> {
                Instant time = NOW.minus(Duration.ofMinutes(Long.parseLong(found.group(2))));
                return found.group(1) == null ? time.toString() : Long.toString(time.getEpochSecond());
            });
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String decided(ChannelEvent event) {
        return new SpineRules(Channels.catalogue())
                .decide(new TenantId(new UUID(0, 1)), event, NOW, () -> new UUID(0, 2))
                .event()
                .activityType();
    }
}
