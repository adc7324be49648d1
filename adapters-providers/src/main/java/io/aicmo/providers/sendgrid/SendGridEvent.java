package io.aicmo.providers.sendgrid;

import io.aicmo.domain.crm.BounceType;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.Meta;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events of SendGrid's Event Webhook mean. Not listed, and so ignored: {@code deferred} (SendGrid goes on
 * trying), {@code group_resubscribe} (consent is given to the tenant, not to SendGrid's list), and the news of accounts.
 */
final class SendGridEvent {
    private static final Map<String, String> ACTIVITY_TYPES = Map.of(
            "processed", "email_sent",
            "delivered", "email_delivered",
            "open", "email_opened",
            "click", "email_clicked",
            "bounce", "email_bounced",
            "spamreport", "email_complained",
            "unsubscribe", "email_unsubscribed",
            "group_unsubscribe", "email_unsubscribed");

    /**
     * Mail that SendGrid dropped was never sent; what counts is what the reason says of the person, and the tenant may
     * have missed it when it happened. Every other reason (quota, spam content, a bad header) is the sender's own fault.
     */
    private static final Map<String, String> DROPPED = Map.of(
            "Bounced Address", "email_bounced",
            "Invalid", "email_bounced",
            "Unsubscribed Address", "email_unsubscribed",
            "Spam Reporting Address", "email_complained");

    private final String activityType;
    private final Fields event;

    private SendGridEvent(String activityType, Fields event) {
        this.activityType = activityType;
        this.event = event;
    }

    static Item item(Fields event, Instant now) {
        String kind = event.requiredText("event");
        String activityType = kind.equals("dropped")
                ? DROPPED.get(Objects.requireNonNullElse(event.text("reason"), ""))
                : ACTIVITY_TYPES.get(kind);
        return activityType == null ? new Item.Ignored(kind) : new SendGridEvent(activityType, event).told(now);
    }

    private Item told(Instant now) {
        Instant occurredAt = Objects.requireNonNullElse(event.unixTime("timestamp"), now);
        return new EventDraft(
                        SendGrid.CHANNEL, activityType, SendGrid.NAME, event.requiredText("sg_event_id"), occurredAt)
                .of(new Party(Fields.id(argument("lead_id"), "lead_id", LeadId::new), null, event.email("email"), null))
                .causedBy(Fields.id(argument("campaign_id"), "campaign_id", CampaignId::new))
                .about(Optional.ofNullable(event.text("smtp-id")).orElse(event.text("sg_message_id")))
                .with(meta())
                .told();
    }

    /** Custom arguments stand beside SendGrid's own fields, or, from old senders, in an object of their own. */
    private @Nullable String argument(String name) {
        String beside = event.text(name);
        return beside != null ? beside : event.object("unique_args").text(name);
    }

    private Meta meta() {
        Meta meta = new Meta()
                .text("sg_message_id", event.text("sg_message_id"))
                .text("link", event.text("url"))
                .text("reason", event.text("reason"))
                .flag("machine_open", event.flag("sg_machine_open"));
        return activityType.equals("email_bounced") ? meta.text("bounce_type", bounceType()) : meta;
    }

    /** {@code blocked} is soft: the receiver refused this mail, not the address. */
    private String bounceType() {
        return BounceType.of(Objects.requireNonNullElse(event.text("type"), "")).word();
    }
}
