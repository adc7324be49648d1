package io.aicmo.application.webhook;

import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobKind;
import java.time.Instant;
import java.time.InstantSource;

/** A delivery is given up with the job of its next try when that is cancelled, and tried anew with it. */
public final class FailWithJob implements JobConsequence<DeliverWebhook.Payload> {
    private final RecordStore<WebhookDeliveryId, WebhookDelivery> deliveries;
    private final QueueWebhooks queue;
    private final InstantSource clock;

    public FailWithJob(Records records, QueueWebhooks queue, InstantSource clock) {
        this.deliveries = records.of(RecordTypes.WEBHOOK_DELIVERIES);
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public JobKind<DeliverWebhook.Payload> kind() {
        return DeliverWebhook.JOB;
    }

    /** Gives it up, unless it is beyond the try that the job was for. */
    @Override
    public void cancelled(Tx tx, DeliverWebhook.Payload payload) {
        if (deliveries.find(tx, payload.deliveryId()).isEmpty()) {
            return;
        }
        WebhookDelivery delivery = deliveries.lock(tx, payload.deliveryId());
        if (delivery.version() == payload.version() && delivery.status() == DeliveryStatus.PENDING) {
            deliveries.update(tx, delivery.givenUp(clock.instant()));
        }
    }

    /** Replays it, if it was given up: its job knows it as it was before that, so its next try gets a job of its own. */
    @Override
    public void retried(Tx tx, DeliverWebhook.Payload payload) {
        if (deliveries.find(tx, payload.deliveryId()).isEmpty()) {
            return;
        }
        WebhookDelivery delivery = deliveries.lock(tx, payload.deliveryId());
        if (delivery.status() == DeliveryStatus.FAILED) {
            Instant now = clock.instant();
            queue.enqueue(tx, deliveries.update(tx, delivery.replayed(now)), now);
        }
    }
}
