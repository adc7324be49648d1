package io.aicmo.providers.resend;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.told;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.webhook.BadSignature;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResendTest {
    private final Resend resend = new Resend();

    @Test
    void aSentMailIsRememberedByItsMessageId() {
        ChannelEvent event = told(read(Resources.text("resend/sent.json")));

        assertThat(event.channel()).isEqualTo("email");
        assertThat(event.activityType()).isEqualTo("email_sent");
        assertThat(event.provider()).isEqualTo("resend");
        assertThat(event.providerEventId()).isEqualTo("msg_1");
        assertThat(event.messageId()).isEqualTo("111-222-333@email.example.com");
        assertThat(event.party().email()).hasToString("ada@example.com");
        assertThat(event.party().lead()).hasToString("01990000-0000-7000-8000-000000000001");
        assertThat(event.campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:41:12.126Z"));
        assertThat(event.meta())
                .isEqualTo(Map.of(
                        "email_id", "56761188-7520-42d8-8898-ff6fc54ce618",
                        "broadcast_id", "8b146471-e88e-4322-86af-016cd36fd216",
                        "subject", "Our wholesale offer"));
    }

    @Test
    void aClickHappenedWhenTheLinkWasClickedNotWhenItWasTold() {
        ChannelEvent event = told(read(Resources.text("resend/clicked.json")));

        assertThat(event.activityType()).isEqualTo("email_clicked");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:54:58.500Z"));
        assertThat(event.meta()).containsEntry("link", "https://northwind.example.com/wholesale");
        assertThat(event.messageId()).isNull();
    }

    @Test
    void tagsMayAlsoBeAListOfNamesAndValues() {
        ChannelEvent event = told(read(Resources.text("resend/clicked.json")));

        assertThat(event.campaignId()).hasToString("01990000-0000-7000-8000-000000000003");
        assertThat(event.party().lead()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Permanent, hard", "Transient, soft", "Undetermined, soft"})
    void aBounceIsAsFinalAsItsType(String type, String bounceType) {
        ChannelEvent event = told(read(Resources.text("resend/bounced.json").replace("Permanent", type)));

        assertThat(event.activityType()).isEqualTo("email_bounced");
        assertThat(event.meta())
                .containsEntry("bounce_type", bounceType)
                .containsEntry("bounce_subtype", "Suppressed")
                .containsKey("reason");
    }

    @Test
    void aReceivedMailIsAReplyOfItsSender() {
        ChannelEvent event = told(read(Resources.text("resend/received.json")));

        assertThat(event.activityType()).isEqualTo("email_replied");
        assertThat(event.party().email()).hasToString("ada@example.com");
        assertThat(event.messageId()).isEqualTo("reply-1@example.com");
        assertThat(event.inReplyTo()).isEmpty();
        assertThat(event.campaignId()).isNull();
        assertThat(event.meta()).containsEntry("subject", "Re: Our wholesale offer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"In-Reply-To\": \"<111-222-333@email.example.com>\", \"Auto-Submitted\": \"auto-replied\"}",
                "[{\"name\": \"in-reply-to\", \"value\": \"<111-222-333@email.example.com>\"}, {\"name\": \"Auto-Submitted\", \"value\": \"auto-replied\"}]"
            })
    void aReceivedMailThatCameWithItsHeadersAnswersWhatTheySay(String headers) {
        String body = Resources.text("resend/received.json")
                .replace("\"attachments\": []", "\"text\": \"I am away\", \"headers\": " + headers);

        ChannelEvent event = told(read(body));

        assertThat(event.inReplyTo()).containsExactly("111-222-333@email.example.com");
        assertThat(event.metaText("text")).isEqualTo("I am away");
        assertThat(decided(event)).isEqualTo("email_auto_replied");
    }

    @Test
    void anOutOfOfficeNoteIsKnownByItsSubjectWhereThereAreNoHeaders() {
        String body = Resources.text("resend/received.json").replace("Re: Our", "Automatic reply: Our");

        assertThat(decided(told(read(body)))).isEqualTo("email_auto_replied");
    }

    @ParameterizedTest
    @CsvSource({"email.delivered, email_delivered", "email.opened, email_opened", "email.complained, email_complained"})
    void whatBecomesOfAMailIsAnActivity(String type, String activityType) {
        String body = Resources.text("resend/sent.json").replace("email.sent", type);

        assertThat(told(read(body)).activityType()).isEqualTo(activityType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email.scheduled",
                "email.delivery_delayed",
                "email.failed",
                "email.suppressed",
                "contact.created",
                "domain.updated",
                "suppression.added",
                "inbox.email.received",
                "something.new"
            })
    void whatSaysNothingOfAPersonIsIgnored(String type) {
        assertThat(read("{\"type\": \"" + type + "\", \"data\": []}")).containsExactly(new Item.Ignored(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | type is missing",
                "{\"type\": 1} | type must be a string",
                "{\"type\": \"email.opened\"} | say whom it happened to",
                "{\"type\": \"email.opened\", \"data\": []} | data must be an object",
                "{\"type\": \"email.opened\", \"data\": {\"to\": [\"nobody\"]}} | email must be an address",
                "{\"type\": \"email.opened\", \"data\": {\"to\": [{}]}} | to must be a string or a list of strings",
                "{\"type\": \"email.opened\", \"data\": {\"to\": [\"a@b.io\"], \"tags\": {\"campaign_id\": \"spring\"}}} | campaign_id must be a UUID",
                "{\"type\": \"email.opened\", \"data\": {\"to\": [\"a@b.io\"], \"tags\": 7}} | tags must be an object",
                "{\"type\": \"email.opened\", \"created_at\": \"soon\", \"data\": {\"to\": [\"a@b.io\"]}} | created_at must be a time",
                "{\"type\": \"email.clicked\", \"data\": {\"to\": [\"a@b.io\"], \"click\": {\"timestamp\": 5}}} | timestamp must be a string",
                "{\"type\": \"email.received\", \"data\": {}} | from is missing",
                "{\"type\": \"email.received\", \"data\": {\"from\": \"a@b.io\", \"subject\": \"\\u0000\"}} | subject must not contain U+0000"
            })
    void whatIsWrongWithAnEventIsSaidByField(String body, String detail) {
        assertThat(unreadable(read(body))).startsWith(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"x\"", "{"})
    void aBodyThatIsNoObjectIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    @Test
    void anEventWithoutTheIdOfItsDeliveryIsUnreadable() {
        assertThat(unreadable(resend.read("email", request(Resources.text("resend/sent.json")), NOW)))
                .isEqualTo("provider_event_id must not be blank");
    }

    @Test
    void itIsBelievedUnderSvixsHeadersAndTheStandards() throws Exception {
        String secret = resend.newSecret(new Random(5)).orElseThrow();
        String body = Resources.text("resend/sent.json");
        String time = Long.toString(NOW.getEpochSecond());
        String signed = new Webhook(secret).sign("msg_1", NOW.getEpochSecond(), body);
        WebhookRequest svix = request(body, "svix-id", "msg_1", "svix-timestamp", time, "svix-signature", signed);
        WebhookRequest standard =
                request(body, "webhook-id", "msg_1", "webhook-timestamp", time, "webhook-signature", signed);

        assertThatCode(() -> resend.verify(svix, secret, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> resend.verify(standard, secret, NOW)).doesNotThrowAnyException();
        assertThat(told(resend.read("email", standard, NOW)).providerEventId()).isEqualTo("msg_1");
    }

    @Test
    void theIdThatIsRecordedIsTheOneThatWasSigned() throws Exception {
        String secret = resend.newSecret(new Random(5)).orElseThrow();
        String body = Resources.text("resend/sent.json");
        String time = Long.toString(NOW.getEpochSecond());
        WebhookRequest both = request(
                body,
                "svix-id",
                "msg_forged",
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                time,
                "webhook-signature",
                new Webhook(secret).sign("msg_1", NOW.getEpochSecond(), body));

        assertThatThrownBy(() -> resend.verify(both, secret, NOW)).isInstanceOf(BadSignature.class);
    }

    @Test
    void itReportsOnMailOnly() {
        assertThat(resend.channels()).containsExactly("email");
    }

    private List<Item> read(String body) {
        return resend.read("email", request(body, "svix-id", "msg_1"), NOW);
    }

    private static String decided(ChannelEvent event) {
        return new SpineRules(Channels.catalogue())
                .decide(new TenantId(new UUID(0, 1)), event, NOW, () -> new UUID(0, 2))
                .event()
                .activityType();
    }
}
