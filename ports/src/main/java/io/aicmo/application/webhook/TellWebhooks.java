package io.aicmo.application.webhook;

import io.aicmo.application.webhook.QueueWebhooks.Message;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventListener.Interest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes what happened on to the tenant's webhook endpoints: one delivery for each event and endpoint, however often it is told. */
public final class TellWebhooks {
    private final Transactions transactions;
    private final QueueWebhooks queue;

    public TellWebhooks(Transactions transactions, QueueWebhooks queue) {
        this.transactions = transactions;
        this.queue = queue;
    }

    /** Hears of everything where there is an endpoint; each endpoint's topics say what it wants. */
    public EventListener listener() {
        return new EventListener(
                "webhooks",
                "Sends events to the tenant's webhook endpoints.",
                Topics.ALL,
                new Interest(RecordTypes.WEBHOOK_ENDPOINTS, "enabled"),
                this::handle);
    }

    void handle(Actor actor, List<DomainEvent> events) {
        List<Message> messages = events.stream().map(TellWebhooks::message).toList();
        transactions.write(actor, tx -> queue.toAll(tx, messages));
    }

    private static Message message(DomainEvent event) {
        return new Message(
                new WebhookMessageId(event.id().value()),
                event.type(),
                event.occurredAt(),
                campaign(event.data().get("campaign_id")),
                event.data());
    }

    private static @Nullable CampaignId campaign(@Nullable Object id) {
        return id instanceof String text ? new CampaignId(UUID.fromString(text)) : null;
    }
}
