package io.aicmo.providers.shopify;

import static io.aicmo.providers.Requests.NOW;
import static io.aicmo.providers.Requests.told;
import static io.aicmo.providers.Requests.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Party;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopifyTest {
    private static final String ORDER = Resources.text("shopify/order.json");

    private final WebhookProvider shopify = Shopify.provider();

    @ParameterizedTest
    @CsvSource({
        "orders/create, order_placed, 2026-03-02T09:30:00Z",
        "orders/paid, order_paid, 2026-03-02T09:45:00Z",
        "orders/cancelled, order_cancelled, 2026-03-02T16:30:00Z"
    })
    void anOrderIsTheCustomersWhenItHappened(String topic, String activity, Instant at) {
        ChannelEvent event = told(read(topic, ORDER));

        assertThat(event.channel()).isEqualTo("crm");
        assertThat(event.activityType()).isEqualTo(activity);
        assertThat(event.occurredAt()).isEqualTo(at);
        assertThat(event.providerEventId()).isEqualTo(topic + ":820982911946154508");
        assertThat(event.party()).isEqualTo(Party.email(new EmailAddress("ada@example.com")));
        assertThat(event.meta())
                .isEqualTo(Map.of("amount", "403.5", "currency", "USD", "number", "#9999", "test", true));
    }

    @Test
    void theAddressMayBeTheContactsOrTheCustomers() {
        String contacts = ORDER.replace("\"email\": \"ada@example.com\"", "\"email\": \"\"");
        String customers = ORDER.replace("\"contact_email\": \"ada@example.com\"", "\"contact_email\": null")
                .replace("  \"email\": \"ada@example.com\"", "  \"email\": null");

        assertThat(told(read("orders/paid", contacts)).party().email()).isNotNull();
        assertThat(told(read("orders/paid", customers)).party().email()).isNotNull();
    }

    @Test
    void whatNamesNobodyOrIsNotKnownIsIgnored() {
        assertThat(read("orders/paid", ORDER.replace("ada@example.com", ""))).allMatch(Item.Ignored.class::isInstance);
        assertThat(read("products/update", ORDER)).allMatch(Item.Ignored.class::isInstance);
        assertThat(read("", ORDER)).allMatch(Item.Ignored.class::isInstance);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(unreadable(read("orders/paid", ORDER.replace("\"403.50\"", "\"1e9999\""))))
                .contains("total_price");
        assertThat(unreadable(read("orders/paid", ORDER.replace("820982911946154508,", "null,"))))
                .contains("id is missing");
    }

    private List<Item> read(String topic, String body) {
        var request = Requests.request(Requests.URL, body.getBytes(StandardCharsets.UTF_8), "x-shopify-topic", topic);
        return shopify.read(shopify.heading(request).channel(), request, NOW);
    }
}
