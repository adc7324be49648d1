package io.aicmo.application.messaging;

import io.aicmo.application.messaging.Transmission.Way;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.messaging.FrequencyCap;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.OutboundMessage.Words;
import io.aicmo.domain.messaging.Recipient;
import io.aicmo.domain.messaging.SendDecision;
import io.aicmo.domain.messaging.SendDecision.Circumstances;
import io.aicmo.domain.messaging.SendDecision.Obstacle;
import io.aicmo.domain.messaging.SendingPolicy;
import io.aicmo.domain.messaging.Suppression;
import io.aicmo.domain.messaging.UnsubscribeFooter;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.Templates.Form;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a decision about a message depends on, in the transaction that will keep the decision. */
final class LastLook {
    private final Messaging messaging;

    LastLook(Messaging messaging) {
        this.messaging = messaging;
    }

    /** What a workspace's policy says, or the usual where it has none. */
    record Rules(SendingHours hours, FrequencyCap cap) {}

    Rules rules(Tx tx, WorkspaceId workspace) {
        Optional<SendingPolicy> policy = messaging
                .records()
                .of(RecordTypes.SENDING_POLICIES)
                .list(tx, ListQuery.newest(1).where("workspaceId", workspace))
                .data()
                .stream()
                .findFirst();
        return new Rules(
                policy.map(SendingPolicy::sendingHours).orElse(SendingHours.USUAL),
                policy.map(SendingPolicy::frequencyCap).orElse(FrequencyCap.USUAL));
    }

    /**
     * Decides about a message to a person.
     *
     * @param hours when the person may be written to, or null for at any time, the sender's hours notwithstanding
     * @param cap how often, or null for as often as one likes
     */
    SendDecision decide(
            Tx tx,
            OutboundMessage message,
            Recipient person,
            @Nullable Campaign campaign,
            @Nullable SendingHours hours,
            @Nullable FrequencyCap cap,
            Way way,
            Instant now) {
        List<Instant> lately = cap == null
                ? List.of()
                : messaging.outbox().lately(tx, person.contact().id(), now.minus(cap.window()));
        return SendDecision.decide(new Circumstances(
                now,
                person.zone(messaging.tenants().get(tx).timeZone()),
                person.lead() != null && person.lead().status().isClosed(),
                campaign == null ? null : campaign.status(),
                obstacle(tx, message, person),
                hours,
                cap,
                lately,
                way.from(),
                hours == null ? null : way.hours(),
                way.switchedOff()));
    }

    private @Nullable Obstacle obstacle(Tx tx, OutboundMessage message, Recipient person) {
        String channel = message.channel();
        String address = message.recipient();
        if (address == null) {
            return Obstacle.NO_ADDRESS;
        }
        if (person.contact().refuses(channel)) {
            return Obstacle.CONSENT_WITHDRAWN;
        }
        if (isSuppressed(tx, address, channel)) {
            return Obstacle.SUPPRESSED;
        }
        boolean undeliverable = channel.equals(Channels.EMAIL.name())
                && messaging.leads().deliverability(tx, person.contact().id()) == Deliverability.UNDELIVERABLE;
        return undeliverable ? Obstacle.ADDRESS_UNDELIVERABLE : null;
    }

    private boolean isSuppressed(Tx tx, String address, String channel) {
        ListQuery entry = ListQuery.newest(1)
                .where("address", Suppression.normalized(address))
                .where("channel", channel);
        return !messaging
                .records()
                .of(RecordTypes.SUPPRESSIONS)
                .list(tx, entry)
                .data()
                .isEmpty();
    }

    /**
     * A message, worded for its person; mail always says how no more of it is sent.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code template.*}
     */
    OutboundMessage worded(
            Tx tx,
            OutboundMessage message,
            Words template,
            Recipient person,
            @Nullable Campaign campaign,
            Instant now) {
        Map<String, Object> values = new LinkedHashMap<>(person.variables(campaign));
        values.put(
                "workspace",
                messaging
                        .records()
                        .of(RecordTypes.WORKSPACES)
                        .get(tx, message.workspaceId())
                        .name());
        String link = messaging.links().link(tx.tenant(), message.id()).toString();
        values.put("unsubscribe_url", link);
        String subject = template.subject() == null
                ? null
                : messaging
                        .templates()
                        .fill(template.subject(), values, Form.TEXT)
                        .replaceAll("\\s+", " ");
        String body = messaging.templates().fill(template.body(), values, template.html() ? Form.HTML : Form.TEXT);
        boolean mail = message.channel().equals(Channels.EMAIL.name());
        return message.saying(
                template.filled(subject, mail ? UnsubscribeFooter.in(body, template.html(), link) : body), now);
    }
}
