package io.aicmo.application.messaging;

import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.OutboundMessage.Route;
import io.aicmo.domain.messaging.SendDecision.SenderHours;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.Unavailable;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Through whom a message goes, and how it is handed over. */
final class Transmission {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private final Messaging messaging;
    private final Credentials credentials;

    Transmission(Messaging messaging) {
        this.messaging = messaging;
        this.credentials = new Credentials(messaging.vault());
    }

    /**
     * A way out.
     *
     * @param from from when on one more message may take it
     * @param hours when messages of sequences take it, or null for at any time
     * @param switchedOff whether nobody sends on it for now
     */
    record Way(Route route, Instant from, @Nullable SenderHours hours, boolean switchedOff) {
        /** Nobody ever sent on the channel: messages are captured. */
        static final Way NONE = new Way(Route.NOBODY, Instant.EPOCH, null, false);

        /** Somebody did and does not for now: messages wait. */
        static final Way SWITCHED_OFF = new Way(Route.NOBODY, Instant.EPOCH, null, true);
    }

    /** A message that is kept as being sent, and all that is needed to send it. */
    record Handover(
            OutboundMessage message,
            MessageSender sender,
            Map<String, String> settings,
            Map<String, String> credentials,
            Outgoing outgoing) {}

    /**
     * The way for a message: of the channel's connections always the same for one person, as long as it has room today.
     * Its turn is had until the transaction ends where there is something to count. A tenant who connected the channel
     * once means to send on it: while each of its connections is switched off or deleted, there is a way that is closed.
     */
    Way way(Tx tx, OutboundMessage message, Instant now) {
        List<ChannelConnection> connections = connections(tx, message.channel());
        if (connections.isEmpty()) {
            return messaging.outbox().wasConnected(tx, message.channel()) ? Way.SWITCHED_OFF : Way.NONE;
        }
        if (connections.stream().anyMatch(one -> one.dailyLimit() > 0)) {
            messaging.outbox().takeTurn(tx, "channel:" + message.channel());
        }
        ZoneId zone = messaging.tenants().get(tx).timeZone();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Instant since = today.atStartOfDay(zone).toInstant();
        int first = message.contactId() == null
                ? 0
                : Math.floorMod(message.contactId().hashCode(), connections.size());
        for (int i = 0; i < connections.size(); i++) {
            ChannelConnection one = connections.get((first + i) % connections.size());
            if (one.dailyLimit() == 0 || messaging.outbox().through(tx, one.id(), since) < one.dailyLimit()) {
                return new Way(route(one), Instant.EPOCH, hours(one, zone), false);
            }
        }
        Instant tomorrow = today.plusDays(1).atStartOfDay(zone).toInstant();
        ChannelConnection usual = connections.get(first);
        return new Way(route(usual), tomorrow, hours(usual, zone), false);
    }

    private static @Nullable SenderHours hours(ChannelConnection connection, ZoneId zone) {
        return connection.sendingHours() == null ? null : new SenderHours(connection.sendingHours(), zone);
    }

    private static Route route(ChannelConnection connection) {
        return new Route(connection.provider(), connection.id(), connection.sender());
    }

    private List<ChannelConnection> connections(Tx tx, String channel) {
        ListQuery enabled =
                ListQuery.newest(ListQuery.MAX_LIMIT).where("channel", channel).where("enabled", true);
        return messaging.records().of(RecordTypes.CHANNEL_CONNECTIONS).list(tx, enabled).data().stream()
                .filter(one -> messaging.senders().find(channel, one.provider()).isPresent())
                .sorted(Comparator.comparing((ChannelConnection one) -> one.id().value()))
                .toList();
    }

    /** What is needed to send a message that is kept as being sent, or empty where its connection is gone. */
    Optional<Handover> handover(Tx tx, OutboundMessage message) {
        ChannelConnectionId id = message.connectionId();
        String recipient = message.recipient();
        String body = message.body();
        if (id == null || recipient == null || body == null) {
            return Optional.empty();
        }
        return messaging
                .records()
                .of(RecordTypes.CHANNEL_CONNECTIONS)
                .find(tx, id)
                .flatMap(connection -> messaging
                        .senders()
                        .find(message.channel(), connection.provider())
                        .map(sender -> new Handover(
                                message,
                                sender,
                                connection.settings(),
                                credentials.open(tx.tenant(), connection),
                                new Outgoing(
                                        message.sender(),
                                        recipient,
                                        message.subject(),
                                        body,
                                        message.html(),
                                        message.messageId(),
                                        headers(tx, message),
                                        tags(message),
                                        message.idempotencyKey()))));
    }

    /** Mail to a person tells mail programs how it is unsubscribed with one click (RFC 8058). */
    private Map<String, String> headers(Tx tx, OutboundMessage message) {
        if (!message.channel().equals(Channels.EMAIL.name()) || message.contactId() == null) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("List-Unsubscribe", "<" + messaging.links().link(tx.tenant(), message.id()) + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return headers;
    }

    private static Map<String, String> tags(OutboundMessage message) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (message.leadId() != null) {
            tags.put("lead_id", message.leadId().toString());
        }
        if (message.campaignId() != null) {
            tags.put("campaign_id", message.campaignId().toString());
        }
        return tags;
    }

    /** Whether a provider that was asked already may be asked again and still sends once. */
    boolean mayAskAgain(OutboundMessage message, Instant now) {
        Instant asked = message.sendingAt();
        Duration promised = messaging
                .senders()
                .find(message.channel(), message.provider())
                .map(MessageSender::idempotentFor)
                .orElse(Duration.ZERO);
        return message.status() == MessageStatus.SENDING && asked != null && now.isBefore(asked.plus(promised));
    }

    /**
     * Asks the provider.
     *
     * @param mayTryAgain whether this job may be tried again
     * @throws Unavailable where nobody knows whether it was sent, and asking again sends once: then the next try does
     */
    Delivery send(Handover handover, boolean mayTryAgain) throws InterruptedException {
        Delivery delivery = handover.sender().send(handover.outgoing(), handover.settings(), handover.credentials());
        if (delivery instanceof Delivery.Unknown unknown
                && mayTryAgain
                && mayAskAgain(handover.message(), messaging.clock().instant())) {
            throw new Unavailable(unknown.detail(), ASK_AGAIN);
        }
        return delivery;
    }

    /** A message that is kept, as it is now, or null where it was taken over meanwhile by somebody else. */
    @Nullable
    OutboundMessage stillOurs(Tx tx, OutboundMessage sending) {
        OutboundMessage now =
                messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).lock(tx, sending.id());
        boolean open = now.status() == MessageStatus.SENDING || now.status() == MessageStatus.UNCERTAIN;
        return open && now.attempts() == sending.attempts() ? now : null;
    }
}
