package io.aicmo.providers.twilio;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioTest {
    private static final String SMS_URL = "https://aicmo.example.com/functions/v1/sms-webhook?source=1";
    private static final String VOICE_URL = "https://aicmo.example.com/functions/v1/voice-webhook?source=1";
    private static final String MESSAGE = Resources.text("twilio/incoming.form").strip();
    private static final String STATUS = Resources.text("twilio/status.form").strip();
    private static final String CALL = Resources.text("twilio/call.form").strip();

    private final Twilio twilio = new Twilio();

    @Test
    void anIncomingMessageIsAReplyOfItsSender() {
        ChannelEvent event = told(sms(MESSAGE));

        assertThat(event.channel()).isEqualTo("sms");
        assertThat(event.activityType()).isEqualTo("sms_replied");
        assertThat(event.provider()).isEqualTo("twilio");
        assertThat(event.providerEventId()).isEqualTo("SM00000000000000000000000000000001");
        assertThat(event.party().phone()).hasToString("+14155550123");
        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.meta())
                .isEqualTo(Map.of(
                        "message_sid", "SM00000000000000000000000000000001",
                        "text", "Yes, call me 😀"));
    }

    @ParameterizedTest
    @CsvSource({"sent, sms_sent", "delivered, sms_delivered"})
    void aStatusIsOneEventOfItsRecipient(String status, String activityType) {
        ChannelEvent event = told(sms(STATUS.replace("delivered", status)));

        assertThat(event.activityType()).isEqualTo(activityType);
        assertThat(event.providerEventId()).isEqualTo("SM00000000000000000000000000000002:" + status);
        assertThat(event.party().phone()).hasToString("+14155550123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "queued", "sending", "failed", "undelivered", "read", "canceled"})
    void aMessageOnItsWayOrLostIsIgnored(String status) {
        assertThat(sms(STATUS.replace("delivered", status))).hasOnlyElementsOfType(Item.Ignored.class);
    }

    @Test
    void aCallThatWasTalkedThroughIsCompleted() {
        ChannelEvent event = told(voice(CALL));

        assertThat(event.channel()).isEqualTo("voice");
        assertThat(event.activityType()).isEqualTo("voice_call_completed");
        assertThat(event.providerEventId()).isEqualTo("CA00000000000000000000000000000001:completed");
        assertThat(event.party().phone()).hasToString("+14155550123");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:50:00Z"));
        assertThat(event.meta())
                .isEqualTo(Map.of(
                        "call_sid", "CA00000000000000000000000000000001",
                        "direction", "outbound-api",
                        "duration_seconds", 75L));
    }

    @Test
    void aCallThatIsPlacedIsInitiated() {
        ChannelEvent event = told(voice(CALL.replace("completed", "initiated").replace("CallDuration=75", "")));

        assertThat(event.activityType()).isEqualTo("voice_call_initiated");
        assertThat(event.meta()).doesNotContainKey("duration_seconds");
    }

    @Test
    void thePersonOfAnIncomingCallIsItsCaller() {
        ChannelEvent event = told(voice(CALL.replace("outbound-api", "inbound")));

        assertThat(event.party().phone()).hasToString("+14155550100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "ringing", "in-progress", "busy", "no-answer", "canceled", "failed"})
    void aCallOnItsWayOrLostIsIgnored(String status) {
        assertThat(voice(CALL.replace("completed", status))).hasOnlyElementsOfType(Item.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Mon%2C+32+Mar+2026+09%3A50%3A00+%2B0000"})
    void aCallWithoutATimeHappensNow(String timestamp) {
        String body = CALL.replaceFirst("Timestamp=[^&]*", "Timestamp=" + timestamp);

        assertThat(told(voice(body)).occurredAt()).isEqualTo(NOW);
    }

    @Test
    void campaignAndLeadRideInTheQueryOfTheUrl() {
        String url = SMS_URL + "&campaign_id=01990000-0000-7000-8000-000000000003"
                + "&lead_id=01990000-0000-7000-8000-000000000001#top";

        ChannelEvent event = told(read("sms", url, STATUS));

        assertThat(event.campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(event.party().lead()).hasToString("01990000-0000-7000-8000-000000000001");
    }

    @Test
    void theFormItselfCannotNameACampaign() {
        assertThat(told(sms(STATUS + "&campaign_id=01990000-0000-7000-8000-000000000003"))
                        .campaignId())
                .isNull();
    }

    @Test
    void aCampaignThatIsNoIdIsUnreadable() {
        assertThat(unreadable(read("sms", SMS_URL + "&campaign_id=spring", STATUS)))
                .isEqualTo("campaign_id must be a UUID");
    }

    @Test
    void aCallThatIsReportedWhereMessagesAreIsUnreadable() {
        assertThat(unreadable(sms(CALL))).isEqualTo("MessageSid is missing");
        assertThat(unreadable(voice(MESSAGE))).isEqualTo("CallSid is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "%2B14155550123, whatsapp%3A%2B14155550123, phone must be a number such as +14155550123",
        "%2B14155550123, '', From is missing",
        "Yes%2C, %00, text must not contain U+0000 or half a surrogate pair",
        "SM00000000000000000000000000000001, SM%00, message_sid must not contain U+0000 or half a surrogate pair"
    })
    void whatIsWrongWithAMessageIsSaidByField(String right, String wrong, String detail) {
        assertThat(unreadable(sms(MESSAGE.replace(right, wrong)))).isEqualTo(detail);
    }

    @Test
    void nothingIsUnreadable() {
        assertThat(unreadable(sms(""))).isEqualTo("MessageSid is missing");
    }

    @Test
    void aBodyThatIsNoFormIsRefusedAsAWhole() {
        assertThatThrownBy(() -> sms("MessageSid=%zz"))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    @Test
    void itReportsOnMessagesAndCalls() {
        assertThat(twilio.channels()).containsExactlyInAnyOrder("sms", "voice");
    }

    private List<Item> sms(String body) {
        return read("sms", SMS_URL, body);
    }

    private List<Item> voice(String body) {
        return read("voice", VOICE_URL, body);
    }

    private List<Item> read(String channel, String url, String body) {
        return twilio.read(channel, request(url, body.getBytes(StandardCharsets.UTF_8)), NOW);
    }
}
