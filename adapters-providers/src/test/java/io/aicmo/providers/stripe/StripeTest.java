package io.aicmo.providers.stripe;

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

class StripeTest {
    private static final String CHECKOUT = Resources.text("stripe/checkout_session_completed.json");
    private static final String INVOICE = Resources.text("stripe/invoice_paid.json");

    private final WebhookProvider stripe = Stripe.provider();

    @Test
    void aCompletedCheckoutIsTheCustomersWithWhatItCame() {
        ChannelEvent event = told(read(CHECKOUT));

        assertThat(event.channel()).isEqualTo("crm");
        assertThat(event.activityType()).isEqualTo("checkout_completed");
        assertThat(event.party()).isEqualTo(Party.email(new EmailAddress("ada@example.com")));
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochSecond(1772445600));
        assertThat(event.meta())
                .isEqualTo(Map.of("amount", "49", "currency", "EUR", "payment_status", "paid", "test", true));
    }

    @Test
    void aPaidInvoiceIsTheCustomersWithItsNumber() {
        ChannelEvent event = told(read(INVOICE));

        assertThat(event.activityType()).isEqualTo("invoice_paid");
        assertThat(event.meta()).isEqualTo(Map.of("amount", "5000", "currency", "JPY", "number", "B1C2D3-0007"));
    }

    @Test
    void anInvoiceThatCouldNotBePaidSaysWhatIsDue() {
        ChannelEvent event = told(read(INVOICE.replace("\"invoice.paid\"", "\"invoice.payment_failed\"")
                .replace("\"amount_paid\": 5000", "\"amount_paid\": 0")));

        assertThat(event.activityType()).isEqualTo("invoice_payment_failed");
        assertThat(event.meta()).containsEntry("amount", "5000");
    }

    @ParameterizedTest
    @CsvSource({"eur, 5000, 50", "jpy, 5000, 5000", "kwd, 5000, 5", "ugx, 5000, 50", "eur, 0, 0", "usd, 1, 0.01"})
    void anAmountIsInTheCurrencysWholeUnits(String currency, long units, String amount) {
        ChannelEvent event = told(read(INVOICE.replace("\"jpy\"", "\"" + currency + "\"")
                .replace("\"amount_paid\": 5000", "\"amount_paid\": " + units)));

        assertThat(event.meta()).containsEntry("amount", amount);
    }

    @Test
    void twoEventsOfOneOccurrenceHaveOneKey() {
        ChannelEvent once = told(read(CHECKOUT));
        ChannelEvent again = told(read(CHECKOUT.replace("evt_1RgAAAEXAMPLE0001", "evt_another")));

        assertThat(again.providerEventId()).isEqualTo(once.providerEventId());
    }

    @Test
    void whatNamesNobodyOrIsNotKnownIsIgnored() {
        assertThat(read(CHECKOUT.replace("\"Ada@example.com\"", "null"))).allMatch(Item.Ignored.class::isInstance);
        assertThat(read(CHECKOUT.replace("checkout.session.completed", "customer.subscription.deleted")))
                .allMatch(Item.Ignored.class::isInstance);
        assertThat(read("[]")).allMatch(Item.Ignored.class::isInstance);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(unreadable(read(CHECKOUT.replace("4900", "\"much\"")))).contains("amount_total");
        assertThat(unreadable(read(CHECKOUT.replace("\"cs_test_a1EXAMPLE\"", "null"))))
                .contains("id is missing");
        assertThat(unreadable(read(CHECKOUT.replace("\"eur\"", "\"coins\"")))).contains("ISO 4217");
    }

    private List<Item> read(String body) {
        var request = Requests.request(Requests.URL, body.getBytes(StandardCharsets.UTF_8));
        return stripe.read(stripe.heading(request).channel(), request, NOW);
    }
}
