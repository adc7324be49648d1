package io.aicmo.providers.docusign;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.Requests;
import io.aicmo.providers.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocuSignTest {
    private static final String COMPLETED = Resources.text("docusign/envelope_completed.json");
    private static final String ENVELOPE = "00000000-0000-4000-8000-00000000000e";

    private final WebhookProvider docuSign = DocuSign.provider();

    @Test
    void aCompletedEnvelopeWasSignedByEachOfItsSigners() {
        List<ChannelEvent> events = read(COMPLETED).stream().map(Requests::told).toList();

        assertThat(events)
                .extracting(event -> event.party().email())
                .containsExactly(new EmailAddress("ada@example.com"), new EmailAddress("grace@example.com"));
        ChannelEvent ada = events.get(0);
        assertThat(ada.channel()).isEqualTo("crm");
        assertThat(ada.activityType()).isEqualTo("contract_signed");
        assertThat(ada.occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:30:00.250Z"));
        assertThat(ada.providerEventId()).isEqualTo(ENVELOPE + ":contract_signed:ada@example.com");
        assertThat(ada.meta()).isEqualTo(Map.of("subject", "Please sign: coffee for a year", "envelope_id", ENVELOPE));
    }

    @Test
    void anEnvelopeThatWasSentWasSentToEachOfItsSigners() {
        assertThat(read(COMPLETED.replace("envelope-completed", "envelope-sent")))
                .extracting(item -> told(item).activityType())
                .containsExactly("contract_sent", "contract_sent");
    }

    @Test
    void anEnvelopeIsDeclinedByWhoeverDeclined() {
        String declined = COMPLETED
                .replace("envelope-completed", "envelope-declined")
                .replaceFirst(
                        "\"status\": \"completed\",\\s+\"sentDateTime\"", "\"status\": \"declined\", \"sentDateTime\"");

        List<Item> items = read(declined);

        assertThat(told(items.get(0)).activityType()).isEqualTo("contract_declined");
        assertThat(told(items.get(0)).party().email()).isEqualTo(new EmailAddress("ada@example.com"));
        assertThat(items.get(1)).isInstanceOf(Item.Ignored.class);
    }

    @Test
    void whatSaysNothingOfTheSignersOrIsNotKnownIsIgnored() {
        assertThat(read("{\"event\": \"envelope-completed\", \"data\": {\"envelopeId\": \"1\"}}"))
                .isEmpty();
        assertThat(read(COMPLETED.replace("envelope-completed", "recipient-delivered")))
                .allMatch(Item.Ignored.class::isInstance);
    }

    private List<Item> read(String body) {
        var request = Requests.request(Requests.URL, body.getBytes(StandardCharsets.UTF_8));
        return docuSign.read(docuSign.heading(request).channel(), request, NOW);
    }
}
