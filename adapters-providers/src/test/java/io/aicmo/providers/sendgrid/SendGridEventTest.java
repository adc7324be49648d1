package io.aicmo.providers.sendgrid;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.told;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.Resources;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEventTest {
    private final SendGrid sendGrid = new SendGrid();
    private final List<Item> items = read(Resources.text("sendgrid/events.json"));

    @Test
    void eachEventOfTheBatchIsOneItemInItsOrder() {
        assertThat(items.stream().map(SendGridEventTest::meaning))
                .containsExactly(
                        "email_sent",
                        "ignored deferred",
                        "email_delivered",
                        "email_opened",
                        "email_clicked",
                        "email_bounced",
                        "email_bounced",
                        "email_complained",
                        "email_unsubscribed",
                        "email_unsubscribed",
                        "ignored group_resubscribe");
    }

    @Test
    void aProcessedMailIsRememberedByTheMessageIdThatRepliesWillName() {
        ChannelEvent event = told(items.get(0));

        assertThat(event.messageId()).isEqualTo("14c5d75ce93.dfd.64b469@ismtpd-555");
        assertThat(event.providerEventId()).isEqualTo("evt-processed");
        assertThat(event.provider()).isEqualTo("sendgrid");
        assertThat(event.channel()).isEqualTo("email");
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1772445600));
        assertThat(event.party().email()).hasToString("ada@example.com");
    }

    @Test
    void customArgumentsNameCampaignAndLeadBesideTheFieldsOrInAnObjectOfTheirOwn() {
        assertThat(told(items.get(0)).campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(told(items.get(0)).party().lead()).hasToString("01990000-0000-7000-8000-000000000001");
        assertThat(told(items.get(4)).campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(told(items.get(3)).campaignId()).isNull();
    }

    @Test
    void withoutAMessageIdSendGridsOwnStandsIn() {
        assertThat(told(items.get(3)).messageId()).isEqualTo("14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0");
    }

    @Test
    void aBounceIsHardAndABlockIsSoft() {
        assertThat(told(items.get(5)).meta())
                .containsEntry("bounce_type", "hard")
                .containsEntry("reason", "550 5.1.1 The email account that you tried to reach does not exist");
        assertThat(told(items.get(6)).meta()).containsEntry("bounce_type", "soft");
    }

    @Test
    void anOpenByAMailAppsProxyIsMarkedAsOne() {
        assertThat(told(items.get(3)).meta()).containsEntry("machine_open", true);
        assertThat(told(items.get(2)).meta()).doesNotContainKey("machine_open");
    }

    @Test
    void aClickTellsItsLink() {
        assertThat(told(items.get(4)).meta()).containsEntry("link", "https://northwind.example.com/wholesale");
    }

    @ParameterizedTest
    @CsvSource({
        "Bounced Address, email_bounced",
        "Invalid, email_bounced",
        "Unsubscribed Address, email_unsubscribed",
        "Spam Reporting Address, email_complained",
        "Spam Content, ignored dropped",
        "Recipient List over Package Quota, ignored dropped",
        "Invalid SMTPAPI header, ignored dropped",
        "'', ignored dropped"
    })
    void aDroppedMailMeansWhatItsReasonSaysOfThePerson(String reason, String meaning) {
        List<Item> dropped = read("[{\"event\": \"dropped\", \"reason\": \"" + reason
                + "\", \"email\": \"ada@example.com\", \"sg_event_id\": \"1\"}]");

        assertThat(dropped.stream().map(SendGridEventTest::meaning)).containsExactly(meaning);
    }

    @Test
    void aDroppedMailToABouncedAddressIsAHardBounce() {
        List<Item> dropped = read(
                "[{\"event\": \"dropped\", \"reason\": \"Bounced Address\", \"email\": \"a@b.io\", \"sg_event_id\": \"1\"}]");

        assertThat(told(dropped).meta()).containsEntry("bounce_type", "hard");
    }

    @Test
    void anEventOfAKindThatIsNotKnownIsIgnored() {
        assertThat(read("[{\"event\": \"account_status_change\"}]"))
                .containsExactly(new Item.Ignored("account_status_change"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | an event must be a JSON object",
                "{} | event is missing",
                "{\"event\": \"open\", \"email\": \"a@b.io\"} | sg_event_id is missing",
                "{\"event\": \"open\", \"sg_event_id\": \"1\"} | say whom it happened to",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"not an email address\"} | email must be an address",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"timestamp\": -1} | timestamp must be seconds",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"timestamp\": 99999999999999999999} | timestamp must be seconds",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"timestamp\": 1.5} | timestamp must be seconds",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"timestamp\": \"now\"} | timestamp must be seconds",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"campaign_id\": \"spring\"} | campaign_id must be a UUID",
                "{\"event\": \"open\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"unique_args\": \"x\"} | unique_args must be an object",
                "{\"event\": \"click\", \"sg_event_id\": \"1\", \"email\": \"a@b.io\", \"url\": \"\\u0000\"} | url must not contain U+0000"
            })
    void whatIsWrongWithAnEventIsSaidByField(String event, String detail) {
        assertThat(unreadable(read("[" + event + "]"))).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[", "[] []"})
    void aBodyThatIsNoListIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    private List<Item> read(String body) {
        return sendGrid.read("email", request(body, "Content-Type", "application/json"), NOW);
    }

    private static String meaning(Item item) {
        return switch (item) {
            case Item.Told told -> told.event().activityType();
            case Item.Ignored ignored -> "ignored " + ignored.type();
            case Item.Unreadable unreadable -> unreadable.detail();
        };
    }
}
