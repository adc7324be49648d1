package io.aicmo.http.messaging;

import io.aicmo.application.messaging.ConnectChannel;
import io.aicmo.application.messaging.ConnectChannel.Wish;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Those through whom a tenant sends. Credentials come in and are never shown. */
public final class ConnectionRoutes {
    private final Hexagon hexagon;
    private final ConnectChannel connectChannel;

    public ConnectionRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.connectChannel = new ConnectChannel(hexagon.messaging());
    }

    /**
     * Asks for a connection.
     *
     * @param dailyLimit messages a day at most; 0 or nothing for no limit
     * @param sendingHours when it sends the messages of sequences, by the tenant's clock; nothing for at any time
     */
    record NewChannelConnection(
            @Size(min = 1, max = 100) String channel,
            @Size(min = 1, max = 100) String provider,
            @Nullable @Size(max = 200) String name,
            @Nullable @Size(max = 320) String sender,
            @Nullable Map<String, String> settings,
            @Nullable Map<String, String> credentials,
            @Nullable @Min(0) @Max(1_000_000) Integer dailyLimit,
            @Nullable HoursInput sendingHours,
            @Nullable Boolean enabled) {
        Wish wish() {
            return new Wish(
                    name == null || name.isBlank() ? provider : name,
                    sender,
                    Objects.requireNonNullElse(settings, Map.of()),
                    credentials,
                    Objects.requireNonNullElse(dailyLimit, 0),
                    HoursInput.hoursOf(sendingHours),
                    Objects.requireNonNullElse(enabled, true));
        }
    }

    /**
     * What may be changed about a connection.
     *
     * @param credentials all of them anew, or nothing
     */
    record ChannelConnectionChange(
            @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 320) String sender,
            Map<String, String> settings,
            @Nullable Map<String, String> credentials,
            @Min(0) @Max(1_000_000) int dailyLimit,
            @Nullable HoursInput sendingHours,
            boolean enabled) {
        static ChannelConnectionChange of(Wish wish) {
            return new ChannelConnectionChange(
                    wish.name(),
                    wish.sender(),
                    wish.settings(),
                    null,
                    wish.dailyLimit(),
                    HoursInput.of(wish.sendingHours()),
                    wish.enabled());
        }

        Wish wish() {
            return new Wish(name, sender, settings, credentials, dailyLimit, HoursInput.hoursOf(sendingHours), enabled);
        }
    }

    /** A connection, without what it keeps to itself. */
    record ChannelConnectionView(
            ChannelConnectionId id,
            String channel,
            String provider,
            String name,
            @Nullable String sender,
            Map<String, String> settings,
            int dailyLimit,
            @Nullable HoursView sendingHours,
            boolean enabled,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static ChannelConnectionView of(ChannelConnection connection) {
            return new ChannelConnectionView(
                    connection.id(),
                    connection.channel(),
                    connection.provider(),
                    connection.name(),
                    connection.sender(),
                    connection.settings(),
                    connection.dailyLimit(),
                    HoursView.of(connection.sendingHours()),
                    connection.enabled(),
                    connection.createdAt(),
                    connection.updatedAt(),
                    connection.version());
        }
    }

    /** Says where a message goes that tries a connection. */
    record TestMessage(@Size(min = 1, max = 320) String to) {}

    /** What came of it. */
    record TestOutcome(
            OutboundMessageId outboundMessageId,
            MessageStatus status,
            @Nullable String reason) {}

    public List<Route> routes() {
        Resource<ChannelConnectionId, ChannelConnection, ChannelConnectionView> connections = Resource.of(
                        hexagon,
                        RecordTypes.CHANNEL_CONNECTIONS,
                        ChannelConnectionId.class,
                        ChannelConnectionView.class,
                        ChannelConnectionView::of)
                .readable(Permission.CREDENTIALS_WRITE)
                .creatable(
                        Permission.CREDENTIALS_WRITE,
                        NewChannelConnection.class,
                        (actor, draft) -> connectChannel.connect(actor, draft.channel, draft.provider, draft.wish()))
                .changeable(
                        Permission.CREDENTIALS_WRITE,
                        ChannelConnectionChange.class,
                        (actor, id, version, edit) -> connectChannel.change(
                                actor,
                                id,
                                version,
                                wish -> edit.apply(ChannelConnectionChange.of(wish))
                                        .wish()))
                .deletable(Permission.CREDENTIALS_WRITE);
        List<Route> routes = new ArrayList<>(connections.routes());
        routes.add(Route.post("/v1/channel-connections/{id}/test")
                .may(Permission.CREDENTIALS_WRITE)
                .says("Sends a message through a connection, to see whether it works.")
                .callsOut()
                .takes(TestMessage.class)
                .answers(200, TestOutcome.class)
                .by(this::test));
        return routes;
    }

    private Answer test(Call call, TestMessage body) {
        try {
            OutboundMessage message = connectChannel.test(call.actor(), call.id(ChannelConnectionId.class), body.to);
            return Answer.ok(new TestOutcome(message.id(), message.status(), message.reason()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the server stops", Duration.ofSeconds(5), e);
        }
    }
}
