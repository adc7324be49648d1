package io.aicmo.providers.shopify;

import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.webhook.WebhookProvider.Heading;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Headings;
import io.aicmo.providers.payload.Items;
import io.aicmo.providers.payload.Json;
import io.aicmo.providers.payload.Meta;
import io.aicmo.providers.payload.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Shopify's topics of orders mean. Not listed, and so ignored: what names nobody by an address (refunds,
 * fulfilments, stock), and {@code orders/updated}, which follows each of these. Each subscription to a topic tells an
 * occurrence anew, so topic and order are the key.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/latest/resources/webhook">Topics and payloads</a>
 */
final class ShopifyOrder {
    /** @param time the order's field that says when it was */
    private record Meaning(String activityType, String time) {}

    private static final Map<String, Meaning> MEANINGS = Map.of(
            "orders/create", new Meaning("order_placed", "created_at"),
            "orders/paid", new Meaning("order_paid", "updated_at"),
            "orders/cancelled", new Meaning("order_cancelled", "cancelled_at"));

    private ShopifyOrder() {}

    static List<Item> items(WebhookRequest request, Heading heading, Instant now) {
        Meaning meaning = MEANINGS.get(heading.type());
        return List.of(
                meaning == null
                        ? new Item.Ignored(heading.type())
                        : Items.read(() -> item(meaning, heading, Json.read(request.body()), now)));
    }

    private static Item item(Meaning meaning, Heading heading, JsonNode body, Instant now) {
        Fields order = Fields.of(body);
        EmailAddress email = email(order);
        if (email == null) {
            return new Item.Ignored(heading.type());
        }
        if (order.node("id") == null) {
            throw Unreadable.field("id", "is missing");
        }
        Instant at = Objects.requireNonNullElse(order.time(meaning.time), now);
        return new EventDraft(
                        "crm", meaning.activityType, Shopify.NAME, heading.type() + ":" + Headings.text(body, "id"), at)
                .of(Party.email(email))
                .with(new Meta()
                        .money(money(order))
                        .text("number", order.text("name"))
                        .flag("test", order.flag("test")))
                .told();
    }

    private static @Nullable EmailAddress email(Fields order) {
        return Stream.of(
                        order.text("email"),
                        order.text("contact_email"),
                        order.object("customer").text("email"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(EmailAddress::new)
                .orElse(null);
    }

    private static @Nullable Money money(Fields order) {
        BigDecimal amount = order.decimal("total_price");
        String currency = order.text("currency");
        return amount == null || currency == null ? null : new Money(amount, currency);
    }
}
