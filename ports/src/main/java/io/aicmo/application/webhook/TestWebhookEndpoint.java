package io.aicmo.application.webhook;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.InstantSource;
import java.util.Map;

/**
 * Sends an endpoint a message that says nothing, whatever its topics, so that its owner sees whether it arrives. It is sent
 * at once also where the endpoint is left alone because it failed; if it arrives, that is over. One that is switched off is
 * sent nothing.
 */
public final class TestWebhookEndpoint {
    /** The type of such a message. */
    public static final String TYPE = "webhook.tested";

    private final Transactions transactions;
    private final Records records;
    private final QueueWebhooks queue;
    private final Ids ids;
    private final InstantSource clock;

    public TestWebhookEndpoint(
            Transactions transactions, Records records, QueueWebhooks queue, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Queues the message.
     *
     * @throws io.aicmo.port.NotFound if there is no such endpoint
     * @throws Rejected {@code webhook_endpoint.disabled}
     */
    public QueueWebhooks.Queued handle(Actor actor, WebhookEndpointId id) {
        QueueWebhooks.Message message = new QueueWebhooks.Message(
                new WebhookMessageId(ids.next()),
                TYPE,
                clock.instant(),
                null,
                Map.of("webhook_endpoint_id", id.toString()));
        return transactions.write(actor, tx -> {
            WebhookEndpoint endpoint = records.of(RecordTypes.WEBHOOK_ENDPOINTS).get(tx, id);
            if (!endpoint.enabled()) {
                throw Rejected.of("webhook_endpoint.disabled", "the endpoint is switched off; switch it on first");
            }
            return queue.to(tx, id, message).orElseThrow(() -> new IllegalStateException("a new id was seen before"));
        });
    }
}
