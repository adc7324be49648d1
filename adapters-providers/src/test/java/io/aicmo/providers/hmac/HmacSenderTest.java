package io.aicmo.providers.hmac;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.Requests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HmacSenderTest {
    private final WebhookProvider hmac = HmacSender.provider(Channels.catalogue());

    @Test
    void aListOfOurOwnEventsIsToldEachOnTheChannelOfItsType() {
        List<ChannelEvent> events = read("""
                {"events": [
                  {"id": "1", "type": "order.placed", "email": "ada@example.com", "meta": {"amount": "49.00"}},
                  {"id": "2", "type": "voice.call_completed", "email": "ada@example.com"},
                  {"id": "3", "type": "meeting_booked", "email": "ada@example.com"}]}""").stream().map(Requests::told).toList();

        assertThat(events).extracting(ChannelEvent::channel).containsExactly("crm", "voice", "crm");
        assertThat(events)
                .extracting(ChannelEvent::activityType)
                .containsExactly("order_placed", "voice_call_completed", "meeting_booked");
        assertThat(events.get(0).meta()).containsEntry("amount", "49.00");
    }

    @Test
    void aTypeThatNobodyDeclaredIsSaid() {
        assertThat(unreadable(read("{\"events\": [{\"id\": \"1\", \"type\": \"pigeon.sent\"}]}")))
                .contains("type must be one of");
    }

    @Test
    void anythingElseIsKeptAndNothingIsToldOfIt() {
        for (String body : List.of("not JSON", "{\"order\": 1}", "{\"events\": 1}", "")) {
            assertThat(read(body)).as(body).hasOnlyElementsOfType(Item.Ignored.class);
        }
    }

    @Test
    void itsSendersNumberTheirEventsThemselves() {
        assertThat(hmac.idsAreOfOneSource()).isTrue();
    }

    private List<Item> read(String body) {
        var request = Requests.request(Requests.URL, body.getBytes(StandardCharsets.UTF_8));
        return hmac.read(hmac.heading(request).channel(), request, NOW);
    }
}
