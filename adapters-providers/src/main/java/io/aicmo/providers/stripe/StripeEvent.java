package io.aicmo.providers.stripe;

import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Meta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe's events mean. Not listed, and so ignored: what names a customer by Stripe's id alone (subscriptions,
 * payment intents), drafts and reminders, and refunds, which are told again with each part. Stripe may make two events of
 * one occurrence; its type and object are the same, so these are the key.
 *
 * @see <a href="https://docs.stripe.com/api/events/types">Types of events</a>
 */
final class StripeEvent {
    /** @param amount the object's field that holds the amount, in the currency's smallest unit */
    private record Meaning(String activityType, String amount) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "checkout.session.completed", new Meaning("checkout_completed", "amount_total"),
            "invoice.paid", new Meaning("invoice_paid", "amount_paid"),
            "invoice.payment_failed", new Meaning("invoice_payment_failed", "amount_due"));

    /** As Stripe counts, which is not always as ISO 4217 does; every other currency has two decimals. */
    private static final Set<String> NO_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeEvent() {}

    static List<Item> items(WebhookRequest request, Heading heading, Instant now) {
        Meaning meaning = MEANINGS.get(heading.type());
        return List.of(
                meaning == null
                        ? new Item.Ignored(heading.type())
                        : Items.read(() -> item(meaning, heading, Fields.of(Json.read(request.body())), now)));
    }

    private static Item item(Meaning meaning, Heading heading, Fields event, Instant now) {
        Fields object = event.object("data").object("object");
        EmailAddress email = email(object);
        if (email == null) {
            return new Item.Ignored(heading.type());
        }
        String id = heading.type() + ":" + object.requiredText("id");
        Instant at = Objects.requireNonNullElse(event.unixTime("created"), now);
        return new EventDraft("crm", meaning.activityType, Stripe.NAME, id, at)
                .of(Party.email(email))
                .with(new Meta()
                        .money(money(object, meaning.amount))
                        .text("number", object.text("number"))
                        .text("payment_status", object.text("payment_status"))
                        .flag("test", event.node("livemode") != null && !event.flag("livemode")))
                .told();
    }

    /** What the customer typed in at the checkout, else what the session or the invoice was made with. */
    private static @Nullable EmailAddress email(Fields object) {
        EmailAddress typed = object.object("customer_details").email("email");
        return typed == null ? object.email("customer_email") : typed;
    }

    private static @Nullable Money money(Fields object, String field) {
        Long units = object.whole(field);
        String currency = object.text("currency");
        if (units == null || currency == null) {
            return null;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        int decimals = NO_DECIMALS.contains(code) ? 0 : THREE_DECIMALS.contains(code) ? 3 : 2;
        return new Money(BigDecimal.valueOf(units, decimals), code);
    }
}
