package io.aicmo.application.messaging;

import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what was sent on the timeline, through the spine. */
final class Timeline {
    private static final String CAPTURED = "message_captured";

    private final Messaging messaging;
    private final SpineRules rules;

    Timeline(Messaging messaging) {
        this.messaging = messaging;
        this.rules = new SpineRules(messaging.channels());
    }

    /** A message was taken by a provider: what the channel's declaration counts as sent. */
    void sent(Tx tx, OutboundMessage message, Instant now) {
        messaging.channels().activityTypes(message.channel()).stream()
                .flatMap(name -> messaging.channels().find(message.channel(), name).stream())
                .filter(type -> type.stat() == StatType.SENDS)
                .map(ActivityType::name)
                .findFirst()
                .ifPresent(type -> record(tx, message, type, now));
    }

    /** A message was kept and sent to nobody. */
    void captured(Tx tx, OutboundMessage message, Instant now) {
        if (messaging.channels().find(message.channel(), CAPTURED).isPresent()) {
            record(tx, message, CAPTURED, now);
        }
    }

    /** What the provider's webhooks will call it, so that it happens once; else the message's own id. */
    private String eventId(OutboundMessage message) {
        String theirs = message.providerMessageId();
        Optional<String> event = theirs == null
                ? Optional.empty()
                : messaging
                        .senders()
                        .find(message.channel(), message.provider())
                        .flatMap(sender -> sender.eventOf(theirs));
        return event.orElse("outbox:" + message.id());
    }

    private void record(Tx tx, OutboundMessage message, String type, Instant now) {
        if (message.contactId() == null) {
            return;
        }
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("outbound_message_id", message.id().toString());
        Optional.ofNullable(message.subject()).ifPresent(subject -> meta.put("subject", subject));
        ChannelEvent event = new ChannelEvent(
                message.channel(),
                type,
                message.provider(),
                eventId(message),
                new Party(message.leadId(), message.contactId(), null, null),
                message.campaignId(),
                now,
                message.messageId(),
                List.of(),
                meta,
                null);
        messaging.spine().apply(tx, List.of(rules.decide(tx.tenant(), event, now, messaging.ids()::next)));
    }
}
