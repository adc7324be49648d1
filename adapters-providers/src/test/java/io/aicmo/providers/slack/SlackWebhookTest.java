package io.aicmo.providers.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.calling.Stub;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlackWebhookTest {
    private final Stub stub = new Stub();
    private final SlackWebhook slack =
            new SlackWebhook(Calls.usual(), stub.url().toString());
    private final Map<String, String> url = Map.of("webhook_url", stub.url() + "services/T0/B0/xyz");

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void wordToTheTeamIsPostedAsText() throws Exception {
        stub.answers(200, "ok");

        assertThat(slack.send(Stub.message(null, "the team", "A \"hot\" lead"), Map.of(), url))
                .isInstanceOf(Delivery.Accepted.class);

        assertThat(stub.asked().get(0).path()).isEqualTo("/services/T0/B0/xyz");
        assertThat(stub.asked().get(0).body()).isEqualTo("{\"text\":\"A \\\"hot\\\" lead\"}");
    }

    @Test
    void aHookThatIsGoneIsRefused() throws Exception {
        stub.answers(404, "no_service");
        stub.answers(410, "channel_is_archived");
        stub.answers(429, "rate_limited", "Retry-After", "3");

        assertThat(slack.send(Stub.message(null, "the team", "x"), Map.of(), url))
                .isInstanceOfSatisfying(
                        Delivery.Refused.class, no -> assertThat(no.detail()).contains("no_service"));
        assertThat(slack.send(Stub.message(null, "the team", "x"), Map.of(), url))
                .isInstanceOf(Delivery.Refused.class);
        assertThat(slack.send(Stub.message(null, "the team", "x"), Map.of(), url))
                .isInstanceOf(Delivery.Busy.class);
    }

    @Test
    void nobodysHostButSlacksIsCalled() throws Exception {
        SlackWebhook real = new SlackWebhook(Calls.usual());
        for (String elsewhere : new String[] {
            "http://hooks.slack.com/services/x",
            "https://hooks.slack.com.evil.example/services/x",
            "https://hooks.slack.com@169.254.169.254/services/x",
            "http://127.0.0.1/"
        }) {
            assertThatThrownBy(() -> real.check(null, Map.of(), Map.of("webhook_url", elsewhere)))
                    .isInstanceOf(Rejected.class);
            assertThat(real.send(Stub.message(null, "the team", "x"), Map.of(), Map.of("webhook_url", elsewhere)))
                    .isInstanceOf(Delivery.Refused.class);
        }
        real.check(null, Map.of(), Map.of("webhook_url", "https://hooks.slack.com/services/T0/B0/xyz"));
    }
}
