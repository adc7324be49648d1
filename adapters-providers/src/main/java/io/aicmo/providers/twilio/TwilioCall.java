package io.aicmo.providers.twilio;

import io.aicmo.domain.crm.Party;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.providers.payload.EventDraft;
import io.aicmo.providers.payload.Meta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What became of a call: that it was placed, and that it was talked through. {@code queued}, {@code ringing}, {@code
 * in-progress}, {@code busy}, {@code no-answer}, {@code canceled} and {@code failed} are ignored.
 */
final class TwilioCall {
    static final String CHANNEL = "voice";

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final Form form;
    private final Form query;

    TwilioCall(Form form, Form query) {
        this.form = form;
        this.query = query;
    }

    Item item(Instant now) {
        String sid = form.requiredText("CallSid");
        String status = form.requiredText("CallStatus");
        return switch (status) {
            case "initiated" -> told("voice_call_initiated", sid + ":" + status, now);
            case "completed" -> told("voice_call_completed", sid + ":" + status, now);
            default -> new Item.Ignored("call " + status);
        };
    }

    private Item told(String activityType, String eventId, Instant now) {
        return new EventDraft(CHANNEL, activityType, Twilio.NAME, eventId, occurredAt(now))
                .of(new Party(query.leadId(), null, null, form.phone(isInbound() ? "From" : "To")))
                .causedBy(query.campaignId())
                .with(meta())
                .told();
    }

    private boolean isInbound() {
        return "inbound".equals(form.text("Direction"));
    }

    /** Twilio writes RFC 2822; what is no time is as good as none, for the callback comes at once. */
    private Instant occurredAt(Instant now) {
        String timestamp = Objects.requireNonNullElse(form.text("Timestamp"), "");
        try {
            return ZonedDateTime.parse(timestamp, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException none) {
            return now;
        }
    }

    private Meta meta() {
        Meta meta = new Meta()
                .text("call_sid", form.text("CallSid"))
                .text("direction", form.text("Direction"))
                .text("answered_by", form.text("AnsweredBy"));
        String seconds = Objects.requireNonNullElse(form.text("CallDuration"), "");
        return SECONDS.matcher(seconds).matches() ? meta.number("duration_seconds", Long.parseLong(seconds)) : meta;
    }
}
