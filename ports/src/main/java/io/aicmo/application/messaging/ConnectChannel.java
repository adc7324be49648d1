package io.aicmo.application.messaging;

import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.StaleVersion;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connects a tenant to those through whom it sends; what must not be shown is sealed and never shown again. */
public final class ConnectChannel {
    private final Messaging messaging;
    private final Credentials credentials;
    private final Transmission transmission;
    private final Settlement settlement;

    public ConnectChannel(Messaging messaging) {
        this.messaging = messaging;
        this.credentials = new Credentials(messaging.vault());
        this.transmission = new Transmission(messaging);
        this.settlement = new Settlement(messaging);
    }

    /**
     * What a connection is to be.
     *
     * @param credentials all of them, or null for those that it has
     */
    public record Wish(
            String name,
            @Nullable String sender,
            Map<String, String> settings,
            @Nullable Map<String, String> credentials,
            int dailyLimit,
            @Nullable SendingHours sendingHours,
            boolean enabled) {}

    /**
     * @throws Rejected {@code channel_connection.provider_unknown}, and what {@link MessageSender#check} refuses
     */
    public ChannelConnection connect(Actor actor, String channel, String provider, Wish wish) {
        MessageSender sender = sender(channel, provider);
        Map<String, String> given = wish.credentials == null ? Map.of() : wish.credentials;
        sender.check(wish.sender, wish.settings, given);
        ChannelConnectionId id = new ChannelConnectionId(messaging.ids().next());
        Instant now = messaging.clock().instant();
        return messaging
                .transactions()
                .write(
                        actor,
                        tx -> messaging
                                .records()
                                .of(RecordTypes.CHANNEL_CONNECTIONS)
                                .insert(
                                        tx,
                                        new ChannelConnection(
                                                id,
                                                channel,
                                                provider,
                                                wish.name,
                                                wish.sender,
                                                wish.settings,
                                                credentials.seal(tx.tenant(), id, given),
                                                wish.dailyLimit,
                                                wish.sendingHours,
                                                wish.enabled,
                                                now,
                                                now,
                                                1,
                                                null)));
    }

    /**
     * @param version the version that the change was made for, or null for any
     * @param edit from what it is, without credentials, to what it is to be
     * @throws Rejected what {@link MessageSender#check} refuses
     */
    public ChannelConnection change(
            Actor actor, ChannelConnectionId id, @Nullable Long version, UnaryOperator<Wish> edit) {
        return messaging.transactions().write(actor, tx -> {
            ChannelConnection known =
                    messaging.records().of(RecordTypes.CHANNEL_CONNECTIONS).lock(tx, id);
            if (version != null && version != known.version()) {
                throw new StaleVersion("channel_connection", id.value(), version);
            }
            return messaging
                    .records()
                    .of(RecordTypes.CHANNEL_CONNECTIONS)
                    .update(tx, changed(tx, known, edit.apply(wish(known))));
        });
    }

    private static Wish wish(ChannelConnection known) {
        return new Wish(
                known.name(),
                known.sender(),
                known.settings(),
                null,
                known.dailyLimit(),
                known.sendingHours(),
                known.enabled());
    }

    /** Credentials are for where they are sent to: whoever changes that gives them anew. */
    private ChannelConnection changed(Tx tx, ChannelConnection known, Wish wish) {
        if (wish.credentials == null && !wish.settings.equals(known.settings())) {
            throw Rejected.field(
                    "credentials",
                    "channel_connection.credentials_missing",
                    "whoever changes the settings gives the credentials anew");
        }
        Map<String, String> given = wish.credentials == null ? credentials.open(tx.tenant(), known) : wish.credentials;
        sender(known.channel(), known.provider()).check(wish.sender, wish.settings, given);
        return new ChannelConnection(
                known.id(),
                known.channel(),
                known.provider(),
                wish.name,
                wish.sender,
                wish.settings,
                wish.credentials == null ? known.credentials() : credentials.seal(tx.tenant(), known.id(), given),
                wish.dailyLimit,
                wish.sendingHours,
                wish.enabled,
                known.createdAt(),
                messaging.clock().instant(),
                known.version(),
                null);
    }

    private MessageSender sender(String channel, String provider) {
        return messaging
                .senders()
                .find(channel, provider)
                .orElseThrow(() -> Rejected.field(
                        "provider",
                        "channel_connection.provider_unknown",
                        "nobody sends on " + channel + " through " + provider + "; possible: "
                                + messaging.senders().all().stream()
                                        .map(one -> one.channel() + " through " + one.provider())
                                        .collect(Collectors.joining(", "))));
    }

    /**
     * Sends a message through a connection at once, to see whether it works; it stands in the outbox like any other.
     *
     * @throws io.aicmo.port.NotFound if there is no such connection
     * @throws Rejected {@code text.*}
     */
    public OutboundMessage test(Actor actor, ChannelConnectionId id, String recipient) throws InterruptedException {
        String to = Text.required(recipient, "to", 320);
        Transmission.Handover handover = messaging.transactions().write(actor, tx -> {
            ChannelConnection connection =
                    messaging.records().of(RecordTypes.CHANNEL_CONNECTIONS).get(tx, id);
            Instant now = messaging.clock().instant();
            OutboundMessage message = OutboundMessage.queued(
                            new OutboundMessageId(messaging.ids().next()),
                            workspace(tx),
                            null,
                            null,
                            null,
                            connection.channel(),
                            to,
                            now)
                    .saying(OutboundMessage.Words.text("Test", "This message was sent to try a connection."), now)
                    .sending(
                            new OutboundMessage.Route(connection.provider(), connection.id(), connection.sender()),
                            now);
            OutboundMessage kept =
                    messaging.records().of(RecordTypes.OUTBOUND_MESSAGES).insert(tx, message);
            return transmission.handover(tx, kept).orElseThrow();
        });
        Delivery delivery = transmission.send(handover, false);
        settlement.settle(actor, handover.message(), notAgain(delivery));
        return messaging
                .transactions()
                .read(
                        actor,
                        tx -> messaging
                                .records()
                                .of(RecordTypes.OUTBOUND_MESSAGES)
                                .get(tx, handover.message().id()));
    }

    /** Whoever tries a connection wants to know now. */
    private static Delivery notAgain(Delivery delivery) {
        return delivery instanceof Delivery.Busy busy ? new Delivery.Refused(busy.detail()) : delivery;
    }

    private WorkspaceId workspace(Tx tx) {
        ListQuery oldest = new ListQuery(Map.of(), null, "createdAt", false, null, 1);
        return messaging
                .records()
                .of(RecordTypes.WORKSPACES)
                .list(tx, oldest)
                .data()
                .get(0)
                .id();
    }
}
