package io.aicmo.http.messaging;

import io.aicmo.application.messaging.ResolveMessage;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was sent, is being sent, will be sent, or was captured because nobody can send it. */
public final class OutboxRoutes {
    private final Hexagon hexagon;
    private final ResolveMessage resolveMessage;

    public OutboxRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.resolveMessage = new ResolveMessage(hexagon.messaging());
    }

    /** A message; see {@link OutboundMessage}. */
    record OutboundMessageView(
            OutboundMessageId id,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable LeadId leadId,
            @Nullable ContactId contactId,
            @Nullable SequenceRunId sequenceRunId,
            int step,
            String channel,
            String provider,
            @Nullable ChannelConnectionId connectionId,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable String subject,
            @Nullable String body,
            boolean html,
            @Nullable String messageId,
            MessageStatus status,
            int attempts,
            @Nullable String reason,
            @Nullable String providerMessageId,
            Instant dueAt,
            @Nullable Instant sendingAt,
            @Nullable Instant sentAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static OutboundMessageView of(OutboundMessage message) {
            return new OutboundMessageView(
                    message.id(),
                    message.workspaceId(),
                    message.campaignId(),
                    message.leadId(),
                    message.contactId(),
                    message.sequenceRunId(),
                    message.step(),
                    message.channel(),
                    message.provider(),
                    message.connectionId(),
                    message.sender(),
                    message.recipient(),
                    message.subject(),
                    message.body(),
                    message.html(),
                    message.messageId(),
                    message.status(),
                    message.attempts(),
                    message.reason(),
                    message.providerMessageId(),
                    message.dueAt(),
                    message.sendingAt(),
                    message.sentAt(),
                    message.createdAt(),
                    message.updatedAt(),
                    message.version());
        }
    }

    /** Says what became of a message of which nobody knew. */
    record Resolution(ResolveMessage.Word outcome) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(Resource.of(
                        hexagon,
                        RecordTypes.OUTBOUND_MESSAGES,
                        OutboundMessageId.class,
                        OutboundMessageView.class,
                        OutboundMessageView::of)
                .readable(Permission.MARKETING_READ)
                .routes());
        routes.add(Route.post("/v1/outbox/{id}/resolve")
                .may(Permission.SETTINGS_WRITE)
                .says("Says of an uncertain message that it was sent, or has it sent again.")
                .takes(Resolution.class)
                .answers(200, OutboundMessageView.class)
                .by(this::resolve));
        return routes;
    }

    private Answer resolve(Call call, Resolution body) {
        OutboundMessage message = resolveMessage.handle(call.actor(), call.id(OutboundMessageId.class), body.outcome);
        return Answer.ok(OutboundMessageView.of(message)).version(message.version());
    }
}
