package io.aicmo.providers.sendgrid;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.URL;
import static io.aicmo.providers.Requests.request;
import static io.aicmo.providers.Requests.told;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboundMailTest {
    private static final String HEADERS = """
            Received: by mx0047p1mdw1.sendgrid.net with SMTP id 6WCVv7KAWn
            From: Ada Lovelace <ada@example.com>
            Message-ID: <reply-1@example.com>
            In-Reply-To: <sent-1@northwind.example.com>
            References: <sent-0@northwind.example.com>
             <sent-1@northwind.example.com>
            Subject: Re: Our wholesale offer
            Authorization: Bearer secret
            """;

    private final SendGrid sendGrid = new SendGrid();
    private final Map<String, String> fields = new LinkedHashMap<>(Map.of(
            "headers", HEADERS,
            "from", "Ada Lovelace <ada@example.com>",
            "to", "hello@northwind.example.com",
            "subject", "Re: Our wholesale offer",
            "text", "How many bags?\nAda",
            "envelope", "{\"to\":[\"hello@northwind.example.com\"],\"from\":\"bounce@example.com\"}",
            "charsets", "{\"to\":\"UTF-8\",\"from\":\"UTF-8\",\"subject\":\"UTF-8\",\"text\":\"UTF-8\"}"));

    @Test
    void aMailIsAReplyToWhatItsHeadersSay() {
        ChannelEvent event = told(read());

        assertThat(event.channel()).isEqualTo("email");
        assertThat(event.activityType()).isEqualTo("email_replied");
        assertThat(event.provider()).isEqualTo("sendgrid");
        assertThat(event.providerEventId()).isEqualTo("reply-1@example.com");
        assertThat(event.messageId()).isEqualTo("reply-1@example.com");
        assertThat(event.inReplyTo()).containsExactly("sent-1@northwind.example.com", "sent-0@northwind.example.com");
        assertThat(event.party().email()).hasToString("ada@example.com");
        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.meta()).isEqualTo(Map.of("subject", "Re: Our wholesale offer", "text", "How many bags?\nAda"));
    }

    @Test
    void anOutOfOfficeNoteIsRecognisedByItsHeaders() {
        fields.put("headers", HEADERS + "Auto-Submitted: auto-replied (vacation)\n");

        String activityType = new SpineRules(Channels.catalogue())
                .decide(new TenantId(new UUID(0, 1)), told(read()), NOW, () -> new UUID(0, 2))
                .event()
                .activityType();

        assertThat(activityType).isEqualTo("email_auto_replied");
    }

    @Test
    void theRawFormIsReadByTheMailsOwnHeaders() {
        fields.remove("headers");
        fields.remove("text");
        fields.put("email", HEADERS + "\nHow many bags?\n");

        ChannelEvent event = told(read());

        assertThat(event.providerEventId()).isEqualTo("reply-1@example.com");
        assertThat(event.inReplyTo()).contains("sent-1@northwind.example.com");
    }

    @Test
    void aMailWithoutAMessageIdIsKnownByItsBody() {
        fields.put("headers", "Subject: Hello\n");
        String first = told(read()).providerEventId();
        String again = told(read()).providerEventId();
        fields.put("text", "something else");
        String other = told(read()).providerEventId();

        assertThat(first).matches("[0-9a-f]{64}").isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void anIdThatIsTooLongToKeepIsKnownByItsHash() {
        fields.put("headers", "Message-ID: <" + "x".repeat(600) + "@example.com>\n");

        assertThat(told(read()).providerEventId()).matches("[0-9a-f]{64}");
    }

    @Test
    void theEnvelopesSenderStandsInForAFromThatIsNoAddress() {
        fields.put("from", "undisclosed");

        assertThat(told(read()).party().email()).hasToString("bounce@example.com");
    }

    @Test
    void aMailFromNobodyIsUnreadable() {
        fields.remove("envelope");
        fields.put("from", "undisclosed");
        assertThat(unreadable(read())).startsWith("email must be an address");

        fields.remove("from");
        assertThat(unreadable(read())).isEqualTo("from is missing");
    }

    @Test
    void textIsReadInTheCharsetThatTheFormNames() {
        fields.put("charsets", "{\"text\":\"windows-1252\",\"subject\":\"no-such-charset\"}");
        fields.put("text", "Größe: 3 €");

        WebhookRequest request = form(Charset.forName("windows-1252"));

        assertThat(told(sendGrid.read("email", request, NOW)).metaText("text")).isEqualTo("Größe: 3 €");
    }

    @Test
    void attachmentsAreLeftOut() {
        String body = multipart() + "--xYzZY\r\nContent-Disposition: form-data; name=\"text\"; filename=\"text\"\r\n"
                + "Content-Type: text/plain\r\n\r\nattached\r\n--xYzZY--\r\n";

        ChannelEvent event = told(sendGrid.read("email", request(body, "Content-Type", CONTENT_TYPE), NOW));

        assertThat(event.metaText("text")).isEqualTo("How many bags?\nAda");
    }

    @Test
    void aPartThatSaysItIsAFormItselfIsAValueOnly() {
        fields.remove("from");
        fields.remove("envelope");
        String nested = multipart()
                .replaceFirst("name=\"text\"\r\n", "name=\"text\"\r\nContent-Type: multipart/mixed; boundary=in\r\n");
        String body = nested.replace(
                        "How many bags?",
                        "--in\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\nforged@example.com\r\n--in--\r\n")
                + "--xYzZY--\r\n";

        assertThat(unreadable(sendGrid.read("email", request(body, "Content-Type", CONTENT_TYPE), NOW)))
                .isEqualTo("from is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "headers, 'References: a\n a\n'",
        "headers, ' a\n'",
        "headers, 'X: a\n'",
        "text, '\r\n--'",
        "text, '\r\n--xYzZ'",
        "text, '\r\n--xYzZY\r\n\r\n'",
        "from, '('",
        "from, '<'",
        "from, 'a@b,'",
        "envelope, '['"
    })
    void aMailThatIsMadeToBeSlowIsReadInTime(String field, String repeated) {
        String unit = repeated.replace("\\n", "\n").replace("\\r", "\r");
        fields.put(field, unit.repeat(1_000_000 / unit.length()));

        assertTimeoutPreemptively(Duration.ofSeconds(15), this::read);
    }

    @Test
    void aNulInTheTextIsUnreadable() {
        fields.put("text", "a\u0000b");

        assertThat(unreadable(read())).startsWith("text must not contain U+0000");
    }

    @Test
    void aNulInAnIdThatIsAnsweredIsUnreadable() {
        fields.put("headers", HEADERS + "In-Reply-To: <a\u0000b@example.com>\n");

        assertThat(unreadable(read())).startsWith("message_id must not contain U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{\"from\": 1}", "[]"})
    void anEnvelopeOfAnotherFormIsUnreadable(String envelope) {
        fields.put("envelope", envelope);

        assertThat(read()).hasOnlyElementsOfType(Item.Unreadable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=other",
                "Multipart/Form-Data; =;",
                "multipart/form-data "
            })
    void aFormWithoutTheBoundaryThatItsTypeNamesIsRefusedAsAWhole(String contentType) {
        assertThatThrownBy(() -> sendGrid.read(
                        "email", request(multipart() + "--xYzZY--\r\n", "Content-Type", contentType), NOW))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("webhook.unreadable"));
    }

    @Test
    void itIsBelievedUnderTheSameSignatureAsEvents() throws Exception {
        KeyPair keys = Keys.onCurve("secp256r1");
        WebhookRequest signed = Keys.signed(form(StandardCharsets.UTF_8), keys.getPrivate(), NOW);

        assertThatCode(() -> sendGrid.verify(signed, Keys.shown(keys), NOW)).doesNotThrowAnyException();
    }

    private static final String CONTENT_TYPE = "multipart/form-data; boundary=xYzZY";

    private List<Item> read() {
        return sendGrid.read("email", form(StandardCharsets.UTF_8), NOW);
    }

    private WebhookRequest form(Charset charset) {
        return request(URL, (multipart() + "--xYzZY--\r\n").getBytes(charset), "Content-Type", CONTENT_TYPE);
    }

    private String multipart() {
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--xYzZY\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        return body.toString();
    }
}
