package io.aicmo.providers.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Stub;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TwilioSenderTest {
    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final Map<String, String> KEYS = Map.of("account_sid", ACCOUNT, "auth_token", "secret");

    private final Stub stub = new Stub();
    private final TwilioSender texts = TwilioSender.texts(Calls.usual(), stub.url());
    private final TwilioSender calls = TwilioSender.calls(Calls.usual(), stub.url());

    @AfterEach
    void stop() {
        stub.close();
    }

    private String form() {
        return URLDecoder.decode(stub.asked().get(0).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aTextIsAskedForInTwiliosWords() throws Exception {
        stub.answers(201, "{\"sid\": \"SM1\", \"status\": \"queued\", \"error_code\": null}");

        Delivery delivery = texts.send(
                Stub.message("+15005550006", "+14155550123", "Hi & bye"),
                Map.of("status_callback", "https://cmo.example.com/hook"),
                KEYS);

        assertThat(delivery).isEqualTo(new Delivery.Accepted("SM1"));
        assertThat(stub.asked().get(0).path()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        assertThat(stub.asked().get(0).header("Authorization")).startsWith("Basic ");
        assertThat(form())
                .isEqualTo("To=+14155550123&From=+15005550006&Body=Hi & bye"
                        + "&StatusCallback=https://cmo.example.com/hook");
        assertThat(texts.eventOf("SM1")).contains("SM1:sent");
    }

    @Test
    void aCallSaysTheMessageAndNothingThatTheMessageSays() throws Exception {
        stub.answers(201, "{\"sid\": \"CA1\", \"status\": \"queued\"}");

        Delivery delivery =
                calls.send(Stub.message("+15005550006", "+14155550123", "Hi <Dial>+1900</Dial>"), Map.of(), KEYS);

        assertThat(delivery).isEqualTo(new Delivery.Accepted("CA1"));
        assertThat(stub.asked().get(0).path()).endsWith("/Calls.json");
        assertThat(form()).contains("Twiml=<Response><Say>Hi &lt;Dial&gt;+1900&lt;/Dial&gt;</Say></Response>");
    }

    @Test
    void aMessagingServiceMaySend() throws Exception {
        stub.answers(201, "{\"sid\": \"SM1\"}");

        texts.send(Stub.message("MG" + "a".repeat(32), "+14155550123", "Hi"), Map.of(), KEYS);

        assertThat(form()).contains("MessagingServiceSid=MG").doesNotContain("From=");
    }

    @Test
    void whoeverIsOnTwiliosOwnListIsRefused() throws Exception {
        stub.answers(
                400, "{\"code\": 21610, \"message\": \"Attempt to send to unsubscribed recipient\", \"status\": 400}");
        stub.answers(429, "{\"code\": 20429, \"message\": \"Too Many Requests\", \"status\": 429}");

        assertThat(texts.send(Stub.message("+15005550006", "+14155550123", "Hi"), Map.of(), KEYS))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(texts.send(Stub.message("+15005550006", "+14155550123", "Hi"), Map.of(), KEYS))
                .isInstanceOf(Delivery.Busy.class);
        assertThat(texts.send(Stub.message("+15005550006", "+14155550123", "x".repeat(1_601)), Map.of(), KEYS))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(stub.asked()).hasSize(2);
    }

    @Test
    void aConnectionHasANumberAndAnAccount() {
        texts.check("+15005550006", Map.of(), KEYS);
        assertThatThrownBy(() -> texts.check("sales", Map.of(), KEYS)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() ->
                        texts.check("+15005550006", Map.of(), Map.of("account_sid", "../Accounts", "auth_token", "x")))
                .isInstanceOf(Rejected.class);
    }
}
