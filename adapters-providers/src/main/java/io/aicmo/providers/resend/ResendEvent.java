package io.aicmo.providers.resend;

import io.aicmo.domain.crm.BounceType;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Fields;
import io.aicmo.providers.payload.MailHeaders;
import io.aicmo.providers.payload.Mailbox;
import io.aicmo.providers.payload.Meta;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Resend's events mean. Not listed, and so ignored: {@code email.scheduled} and {@code email.delivery_delayed}
 * (nothing has happened yet); {@code email.failed} (Resend could not send because of a key, a domain or a quota, which
 * says nothing of the address); {@code email.suppressed} (it was not sent because of a bounce or complaint that was
 * told when it happened, or because somebody put the address on the list by hand); and the news of contacts, domains
 * and inboxes.
 */
final class ResendEvent {
    static final String CHANNEL = "email";

    private static final String RECEIVED = "email.received";
    private static final Map<String, String> ACTIVITY_TYPES = Map.of(
            "email.sent",
            "email_sent",
            "email.delivered",
            "email_delivered",
            "email.opened",
            "email_opened",
            "email.clicked",
            "email_clicked",
            "email.bounced",
            "email_bounced",
            "email.complained",
            "email_complained",
            RECEIVED,
            "email_replied");

    private final String activityType;
    private final Fields event;
    private final Fields data;

    private ResendEvent(String activityType, Fields event) {
        this.activityType = activityType;
        this.event = event;
        this.data = event.object("data");
    }

    /** @param id the {@code svix-id}: the payload has no id of the event itself */
    static Item item(String id, Fields event, Instant now) {
        String type = event.requiredText("type");
        String activityType = ACTIVITY_TYPES.get(type);
        if (activityType == null) {
            return new Item.Ignored(type);
        }
        ResendEvent read = new ResendEvent(activityType, event);
        return type.equals(RECEIVED) ? read.received(id, now) : read.sent(id, now);
    }

    private Item sent(String id, Instant now) {
        Map<String, String> tags = data.namedTexts("tags");
        EmailAddress recipient =
                data.texts("to").stream().findFirst().map(Mailbox::addressOf).orElse(null);
        return draft(id, now)
                .of(new Party(Fields.id(tags.get("lead_id"), "lead_id", LeadId::new), null, recipient, null))
                .causedBy(Fields.id(tags.get("campaign_id"), "campaign_id", CampaignId::new))
                .with(meta())
                .told();
    }

    /**
     * Resend tells of a received mail without its headers and text, which its receiving API has under {@code headers},
     * {@code text}; whoever adds them on the way gets replies matched to what they answer, and out-of-office notes
     * recognised by more than their subject.
     */
    private Item received(String id, Instant now) {
        MailHeaders headers = MailHeaders.of(data.namedTexts("headers"));
        return draft(id, now)
                .of(new Party(null, null, Mailbox.addressOf(data.requiredText("from")), null))
                .answering(headers.inReplyTo())
                .with(meta().headers(headers).text("text", data.text("text")))
                .told();
    }

    private EventDraft draft(String id, Instant now) {
        return new EventDraft(CHANNEL, activityType, Resend.NAME, id, occurredAt(now)).about(data.text("message_id"));
    }

    /** A click says when it was; the event's own time is when Resend made it of the click. */
    private Instant occurredAt(Instant now) {
        Instant clicked = data.object("click").time("timestamp");
        Instant created = event.time("created_at");
        return clicked != null ? clicked : created != null ? created : now;
    }

    private Meta meta() {
        Fields bounce = data.object("bounce");
        Meta meta = new Meta()
                .text("email_id", data.text("email_id"))
                .text("broadcast_id", data.text("broadcast_id"))
                .text("subject", data.text("subject"))
                .text("link", data.object("click").text("link"))
                .text("reason", bounce.text("message"))
                .text("bounce_subtype", bounce.text("subType"));
        return activityType.equals("email_bounced") ? meta.text("bounce_type", bounceType(bounce.text("type"))) : meta;
    }

    private static String bounceType(@Nullable String permanence) {
        return BounceType.of(permanence == null ? "" : permanence).word();
    }
}
