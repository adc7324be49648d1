package io.aicmo.providers.generic;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.told;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.Channel;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenericTest {
    private final Generic generic = new Generic(Channels.catalogue());

    @Test
    void anEventMayTellEverything() {
        ChannelEvent event = told(read("email", """
                {"events": [{
                  "id": "evt_1", "type": "email.replied",
                  "email": "Ada@Example.com", "phone": "+1 415 555 0123",
                  "lead_id": "01990000-0000-7000-8000-000000000001",
                  "contact_id": "01990000-0000-7000-8000-000000000002",
                  "campaign_id": "01990000-0000-7000-8000-000000000003",
                  "message_id": "<reply@example.com>", "in_reply_to": "<one@example.com>",
                  "references": ["<zero@example.com> <one@example.com>"],
                  "occurred_at": "2026-03-01T09:30:00+01:00",
                  "subject": "Re: Beans", "text": "How many bags?",
                  "headers": {"Auto-Submitted": "no", "Authorization": "Bearer secret"},
                  "meta": {"mailbox": "sales", "attempt": 2, "first": true, "labels": ["a", null, 1.5], "none": null}
                }]}"""));

        assertThat(event.channel()).isEqualTo("email");
        assertThat(event.activityType()).isEqualTo("email_replied");
        assertThat(event.provider()).isEqualTo("generic");
        assertThat(event.providerEventId()).isEqualTo("evt_1");
        assertThat(event.party().email()).hasToString("ada@example.com");
        assertThat(event.party().phone()).hasToString("+14155550123");
        assertThat(event.party().lead()).hasToString("01990000-0000-7000-8000-000000000001");
        assertThat(event.party().contact()).hasToString("01990000-0000-7000-8000-000000000002");
        assertThat(event.campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(event.messageId()).isEqualTo("reply@example.com");
        assertThat(event.inReplyTo()).containsExactly("one@example.com", "zero@example.com");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-01T08:30:00Z"));
        assertThat(event.meta())
                .isEqualTo(Map.of(
                        "mailbox",
                        "sales",
                        "attempt",
                        2L,
                        "first",
                        true,
                        "labels",
                        List.of("a", 1.5),
                        "headers",
                        Map.of("auto-submitted", "no"),
                        "subject",
                        "Re: Beans",
                        "text",
                        "How many bags?"));
    }

    @Test
    void anEventWithoutATimeHappensNow() {
        ChannelEvent event = told(read("email", "{\"events\": [" + opened("\"email\": \"ada@example.com\"") + "]}"));

        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.campaignId()).isNull();
        assertThat(event.meta()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, email.opened, email_opened",
        "email, email_opened, email_opened",
        "sms, sms.replied, sms_replied",
        "voice, voice.call_completed, voice_call_completed",
        "linkedin, linkedin.message_replied, linkedin_message_replied",
        "linkedin, meeting.booked, meeting_booked",
        "landing_page, landing.form_submit, landing_form_submit"
    })
    void aTypeIsAnActivityTypeOfTheUrlsChannel(String channel, String type, String activityType) {
        ChannelEvent event = told(read(
                channel,
                "{\"events\": [{\"id\": \"1\", \"type\": \"" + type + "\", \"email\": \"ada@example.com\"}]}"));

        assertThat(event.channel()).isEqualTo(channel);
        assertThat(event.activityType()).isEqualTo(activityType);
    }

    @Test
    void aChannelThatIsDeclaredLaterIsUnderstoodAtOnce() {
        Generic withWhatsApp = new Generic(
                Channels.catalogue().with(Channel.of("whatsapp", ActivityType.activity("whatsapp_replied"))));

        List<Item> items = withWhatsApp.read(
                "whatsapp",
                request("{\"events\": [{\"id\": \"1\", \"type\": \"whatsapp.replied\", \"phone\": \"+14155550123\"}]}"),
                NOW);

        assertThat(told(items).activityType()).isEqualTo("whatsapp_replied");
    }

    @Test
    void aTypeOfAnotherChannelIsUnreadableAndTheKnownOnesAreNamed() {
        String detail = unreadable(read("sms", "{\"events\": [" + opened("\"email\": \"ada@example.com\"") + "]}"));

        assertThat(detail).startsWith("type must be one of").contains("sms.replied", "meeting.booked");
    }

    @Test
    void aBadEventLeavesTheOthersAsTheyAre() {
        List<Item> items = read(
                "email",
                "{\"events\": [" + opened("\"email\": \"ada@example.com\"") + ", 7, {}, "
                        + opened("\"email\": \"ben@example.com\"") + "]}");

        assertThat(items).hasSize(4);
        assertThat(told(items.get(0)).party().email()).hasToString("ada@example.com");
        assertThat(unreadable(items.get(1))).isEqualTo("an event must be a JSON object");
        assertThat(unreadable(items.get(2))).isEqualTo("type is missing");
        assertThat(told(items.get(3)).party().email()).hasToString("ben@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"email.opened\", \"email\": \"a@example.com\"} | id is missing",
                "{\"id\": \"\", \"type\": \"email.opened\", \"email\": \"a@example.com\"} | id is missing",
                "{\"id\": 1, \"type\": \"email.opened\", \"email\": \"a@example.com\"} | id must be a string",
                "{\"id\": \"1\", \"type\": [], \"email\": \"a@example.com\"} | type must be a string",
                "{\"id\": \"1\", \"type\": \"email.opened\"} | say whom it happened to",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a\"} | email must be an address",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": {}} | email must be a string",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"phone\": \"abc\"} | phone must be a number",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"lead_id\": \"7\"} | lead_id must be a UUID",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"contact_id\": \"1-1-1-1-1\"} | contact_id must be a UUID",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"campaign_id\": \"x\"} | campaign_id must be a UUID",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"occurred_at\": \"yesterday\"} | occurred_at must be a time",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"occurred_at\": \"2026-02-30T00:00:00Z\"} | occurred_at must be a time",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"occurred_at\": \"2026-02-03T00:00:00\"} | occurred_at must be a time",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"occurred_at\": 1700000000} | occurred_at must be a string",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"in_reply_to\": [1]} | in_reply_to must be a string or a list of strings",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"headers\": 1} | headers must be an object",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"meta\": []} | meta must be an object",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"meta\": {\"n\": 1e999}} | meta must not hold numbers",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"meta\": {\"n\": 9223372036854775808}} | meta must not hold numbers",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"meta\": {\"n\": [\"\\u0000\"]}} | meta must not contain U+0000",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"meta\": {\"a\": {\"\\u0000\": 1}}} | meta must not contain U+0000",
                "{\"id\": \"1\\u0000\", \"type\": \"email.opened\", \"email\": \"a@b.io\"} | id must not contain U+0000",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"text\": \"\\udc00\"} | text must not contain U+0000",
                "{\"id\": \"1\", \"type\": \"email.opened\", \"email\": \"a@b.io\", \"message_id\": \"<a\\u0000@b>\"} | message_id must not contain U+0000"
            })
    void whatIsWrongWithAnEventIsSaidByField(String event, String detail) {
        assertThat(unreadable(read("email", "{\"events\": [" + event + "]}"))).startsWith(detail);
    }

    @Test
    void anIdThatIsTooLongIsUnreadable() {
        String event = "{\"id\": \"" + "x".repeat(501) + "\", \"type\": \"email.opened\", \"email\": \"a@b.io\"}";

        assertThat(unreadable(read("email", "{\"events\": [" + event + "]}")))
                .isEqualTo("provider_event_id must have at most 500 characters");
    }

    @Test
    void aLongTextIsCutWithoutBreakingACharacter() {
        String text = "x".repeat(9_999) + "😀 and more";

        ChannelEvent event = told(
                read("email", "{\"events\": [" + opened("\"email\": \"a@b.io\", \"text\": \"" + text + "\"") + "]}"));

        assertThat(event.metaText("text")).isEqualTo("x".repeat(9_999));
    }

    @Test
    void metaDataThatIsNoNoteButALoadIsUnreadable() {
        String many = "{\"list\": [" + "1,".repeat(300) + "1]}";
        String large = "{\"text\": \"" + "x".repeat(10_001) + "\"}";

        assertThat(unreadable(
                        read("email", "{\"events\": [" + opened("\"email\": \"a@b.io\", \"meta\": " + many) + "]}")))
                .isEqualTo("meta must not hold more than 200 values");
        assertThat(unreadable(
                        read("email", "{\"events\": [" + opened("\"email\": \"a@b.io\", \"meta\": " + large) + "]}")))
                .isEqualTo("meta must not hold texts of more than 10,000 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "[]",
                "{}",
                "{\"events\": null}",
                "{\"events\": {}}",
                "{\"events\": [}",
                "{\"events\": []} x",
                "<events/>",
                "{\"events\": [{\"id\": \"\ufffe\uffff"
            })
    void aBodyWithoutAListOfEventsIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> read("email", body))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    @Test
    void aBodyThatIsNestedDeepIsRefusedAsAWhole() {
        String deep = "{\"events\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> read("email", deep))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedAsAWhole() {
        byte[] body = "{\"events\": [{\"id\": \"_\"}]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        body[20] = (byte) 0xC3;

        assertThatThrownBy(() -> generic.read("email", request("https://a.example.com", body), NOW))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void moreEventsThanAnybodySendsAtOnceAreRefusedAsAWhole() {
        assertThat(read("email", "{\"events\": [" + "{},".repeat(9_999) + "{}]}"))
                .hasSize(10_000);
        assertThatThrownBy(() -> read("email", "{\"events\": [" + "{},".repeat(10_000) + "{}]}"))
                .isInstanceOf(Rejected.class)
                .hasMessage("a body has at most 10,000 events");
    }

    @Test
    void noEventsAreNoItems() {
        assertThat(read("email", "{\"events\": []}")).isEmpty();
    }

    @Test
    void whatIsSignedWithItsOwnSecretIsBelieved() throws Exception {
        String secret = generic.newSecret(new Random(3)).orElseThrow();
        String body = "{\"events\": []}";
        WebhookRequest signed = request(
                body,
                "Webhook-Id",
                "msg_1",
                "Webhook-Timestamp",
                Long.toString(NOW.getEpochSecond()),
                "Webhook-Signature",
                new Webhook(secret).sign("msg_1", NOW.getEpochSecond(), body));

        assertThatCode(() -> generic.verify(signed, secret, NOW)).doesNotThrowAnyException();
        assertThatThrownBy(() -> generic.verify(request(body), secret, NOW)).isInstanceOf(BadSignature.class);
    }

    @Test
    void itReportsOnEveryChannel() {
        assertThat(generic.channels()).isEmpty();
    }

    private List<Item> read(String channel, String body) {
        return generic.read(channel, request(body), NOW);
    }

    private static String opened(String more) {
        return "{\"id\": \"evt_1\", \"type\": \"email.opened\", " + more + "}";
    }
}
