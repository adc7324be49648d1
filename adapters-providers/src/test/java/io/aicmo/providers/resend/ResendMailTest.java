package io.aicmo.providers.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Stub;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResendMailTest {
    private static final Map<String, String> KEY = Map.of("api_key", "re_123");

    private final Stub stub = new Stub();
    private final ResendMail resend = new ResendMail(Calls.usual(), stub.url());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aMailIsAskedForInResendsWords() throws Exception {
        stub.answers(200, "{\"id\": \"49a3999c-0ce1-4ea6-ab68-afcd6dc2e794\"}");

        Delivery delivery = resend.send(
                Stub.message("Sales <sales@sender.example.com>", "ada@example.com", "<p>Hi</p>"), Map.of(), KEY);

        assertThat(delivery).isEqualTo(new Delivery.Accepted("49a3999c-0ce1-4ea6-ab68-afcd6dc2e794"));
        Stub.Asked asked = stub.asked().get(0);
        assertThat(asked.path()).isEqualTo("/emails");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer re_123");
        assertThat(asked.header("Idempotency-Key")).isEqualTo("key-1");
        JsonNode body = JsonMapper.shared().readTree(asked.body());
        assertThat(body.at("/from").asString()).isEqualTo("Sales <sales@sender.example.com>");
        assertThat(body.at("/to/0").asString()).isEqualTo("ada@example.com");
        assertThat(body.at("/subject").asString()).isEqualTo("Grüße");
        assertThat(body.at("/html").asString()).isEqualTo("<p>Hi</p>");
        assertThat(body.at("/headers/List-Unsubscribe").asString()).startsWith("<https://");
        assertThat(body.at("/headers/Message-ID").asString()).isEqualTo("<m1.1@sender.example.com>");
        assertThat(body.at("/tags").toString()).contains("\"lead_id\"", "\"lead-1\"", "\"campaign_id\"");
    }

    @Test
    void textGoesAsText() throws Exception {
        stub.answers(200, "{\"id\": \"1\"}");

        resend.send(Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), Map.of(), KEY);

        assertThat(stub.asked().get(0).body()).contains("\"text\":\"Hi\"").doesNotContain("\"html\"");
    }

    @Test
    void aKeyThatIsAtWorkIsNotKnownYetAndOneWithAnotherMailIsRefused() throws Exception {
        stub.answers(409, "{\"statusCode\": 409, \"name\": \"concurrent_idempotent_requests\", \"message\": \"…\"}");
        stub.answers(409, "{\"statusCode\": 409, \"name\": \"invalid_idempotent_request\", \"message\": \"…\"}");
        stub.answers(
                429,
                "{\"statusCode\": 429, \"name\": \"rate_limit_exceeded\", \"message\": \"…\"}",
                "retry-after",
                "1");
        stub.answers(
                422, "{\"statusCode\": 422, \"name\": \"validation_error\", \"message\": \"Invalid `to` field.\"}");

        var mail = Stub.message("sales@sender.example.com", "ada@example.com", "Hi");
        assertThat(resend.send(mail, Map.of(), KEY)).isInstanceOf(Delivery.Unknown.class);
        assertThat(resend.send(mail, Map.of(), KEY)).isInstanceOf(Delivery.Refused.class);
        assertThat(resend.send(mail, Map.of(), KEY)).isInstanceOf(Delivery.Busy.class);
        assertThat(resend.send(mail, Map.of(), KEY)).isInstanceOf(Delivery.Refused.class);
    }

    @Test
    void aConnectionHasASenderAndAKeyAndNothingElse() {
        resend.check("Sales <sales@example.com>", Map.of(), KEY);
        assertThatThrownBy(() -> resend.check(null, Map.of(), KEY)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> resend.check("nonsense", Map.of(), KEY)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> resend.check("a@example.com\r\nBcc: b@example.com", Map.of(), KEY))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> resend.check("a@example.com", Map.of("base_url", "http://x"), KEY))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> resend.check("a@example.com", Map.of(), Map.of()))
                .isInstanceOf(Rejected.class);
    }
}
