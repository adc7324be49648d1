package io.aicmo.providers.sendgrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.port.messaging.Delivery;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Stub;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SendGridMailTest {
    private static final Map<String, String> KEY = Map.of("api_key", "SG.123");

    private final Stub stub = new Stub();
    private final SendGridMail sendGrid = new SendGridMail(Calls.usual(), stub.url());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void aMailIsAskedForInSendGridsWords() throws Exception {
        stub.answers(202, "", "X-Message-Id", "14c5d75ce93.dfd.64b469");

        Delivery delivery =
                sendGrid.send(Stub.message("Sales <sales@sender.example.com>", "ada@example.com", "Hi"), Map.of(), KEY);

        assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        Stub.Asked asked = stub.asked().get(0);
        assertThat(asked.path()).isEqualTo("/v3/mail/send");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer SG.123");
        JsonNode body = JsonMapper.shared().readTree(asked.body());
        assertThat(body.at("/personalizations/0/to/0/email").asString()).isEqualTo("ada@example.com");
        assertThat(body.at("/personalizations/0/custom_args/lead_id").asString())
                .isEqualTo("lead-1");
        assertThat(body.at("/from/email").asString()).isEqualTo("sales@sender.example.com");
        assertThat(body.at("/from/name").asString()).isEqualTo("Sales");
        assertThat(body.at("/content/0/type").asString()).isEqualTo("text/plain");
        assertThat(body.at("/content/0/value").asString()).isEqualTo("Hi");
        assertThat(body.at("/headers/Message-ID").asString()).isEqualTo("<m1.1@sender.example.com>");
    }

    @Test
    void whatItRefusesSaysWhy() throws Exception {
        stub.answers(
                400, "{\"errors\": [{\"message\": \"Does not contain a valid address.\", \"field\": \"from.email\"}]}");

        Delivery delivery =
                sendGrid.send(Stub.message("sales@sender.example.com", "ada@example.com", "Hi"), Map.of(), KEY);

        assertThat(delivery)
                .isInstanceOfSatisfying(
                        Delivery.Refused.class,
                        refused -> assertThat(refused.detail()).contains("Does not contain a valid address."));
    }
}
