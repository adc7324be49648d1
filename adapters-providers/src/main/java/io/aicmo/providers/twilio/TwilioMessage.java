package io.aicmo.providers.twilio;

import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Meta;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text message that came in, or what became of one that was sent. Of the statuses on the way, {@code sent} and {@code
 * delivered} count; {@code queued}, {@code sending}, {@code failed}, {@code undelivered} and the rest are ignored.
 */
final class TwilioMessage {
    static final String CHANNEL = "sms";

    private final Form form;
    private final Form query;

    TwilioMessage(Form form, Form query) {
        this.form = form;
        this.query = query;
    }

    Item item(Instant now) {
        String sid = form.requiredText("MessageSid");
        String status = Objects.requireNonNullElse(status(), "").toLowerCase(Locale.ROOT);
        return switch (status) {
            case "received" -> told("sms_replied", sid, form.phone("From"), now);
            case "sent" -> told("sms_sent", sid + ":" + status, form.phone("To"), now);
            case "delivered" -> told("sms_delivered", sid + ":" + status, form.phone("To"), now);
            default -> new Item.Ignored("message " + status);
        };
    }

    /** Incoming messages have only {@code SmsStatus}. */
    private @Nullable String status() {
        String status = form.text("MessageStatus");
        return status == null ? form.text("SmsStatus") : status;
    }

    /** Twilio tells no time: its callbacks come at once. */
    private Item told(String activityType, String eventId, PhoneNumber number, Instant now) {
        return new EventDraft(CHANNEL, activityType, Twilio.NAME, eventId, now)
                .of(new Party(query.leadId(), null, null, number))
                .causedBy(query.campaignId())
                .with(new Meta().text("message_sid", form.text("MessageSid")).text("text", form.text("Body")))
                .told();
    }
}
