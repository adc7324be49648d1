package io.aicmo.application.webhook;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends again what was sent before, or could not be: one delivery at once, or many as a job. */
public final class ReplayWebhooks {
    /**
     * Which deliveries.
     *
     * @param since made then or later
     * @param onlyFailed whether those that were delivered are left alone
     * @param requestedAt what came of deliveries after that is left alone, so that a second try repeats nothing
     */
    public record Payload(
            WebhookEndpointId webhookEndpointId, Instant since, boolean onlyFailed, Instant requestedAt) {}

    public static final JobKind<Payload> JOB = JobKind.of("webhook-replay", Payload.class);

    private final Transactions transactions;
    private final Records records;
    private final RecordStore<WebhookDeliveryId, WebhookDelivery> deliveries;
    private final JobStore jobs;
    private final QueueWebhooks queue;
    private final Ids ids;
    private final InstantSource clock;

    public ReplayWebhooks(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.deliveries = records.of(RecordTypes.WEBHOOK_DELIVERIES);
        this.jobs = jobs;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Replays one delivery at once, wherever it stands.
     *
     * @throws io.aicmo.port.NotFound if there is no such delivery
     * @throws Rejected {@code webhook_endpoint.disabled}
     */
    public QueueWebhooks.Queued one(Actor actor, WebhookDeliveryId id) {
        return transactions.write(actor, tx -> {
            WebhookDelivery delivery = deliveries.lock(tx, id);
            checkEnabled(tx, delivery.webhookEndpointId());
            return replay(tx, delivery, clock.instant());
        });
    }

    /**
     * Enqueues the job that replays many.
     *
     * @throws io.aicmo.port.NotFound if there is no such endpoint
     * @throws Rejected {@code webhook_endpoint.disabled}
     */
    public JobId request(Actor actor, WebhookEndpointId endpoint, Instant since, boolean onlyFailed) {
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            checkEnabled(tx, endpoint);
            Payload payload = new Payload(endpoint, since, onlyFailed, now);
            return jobs.enqueue(tx, JOB.job(new JobId(ids.next()), payload, now));
        });
    }

    /** Does the job. */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        ListQuery query = new ListQuery(
                Map.of("webhookEndpointId", what.webhookEndpointId),
                null,
                "createdAt",
                false,
                new Position(what.since.toString(), new UUID(0, 0)),
                ListQuery.MAX_LIMIT);
        int replayed = 0;
        @Nullable Position next = query.after();
        while (next != null) {
            run.checkCancelled();
            ListQuery part = query.after(next);
            Page<WebhookDelivery> page = transactions.read(run.actor(), tx -> deliveries.list(tx, part));
            for (WebhookDelivery delivery : page.data()) {
                replayed += transactions.write(run.actor(), tx -> again(tx, delivery.id(), what)) ? 1 : 0;
            }
            run.progress(replayed, replayed + (page.next() == null ? 0 : 1));
            next = page.next();
        }
        return Map.of("replayed", replayed);
    }

    private boolean again(Tx tx, WebhookDeliveryId id, Payload what) {
        WebhookDelivery delivery = deliveries.lock(tx, id);
        boolean wanted = delivery.status() == DeliveryStatus.FAILED
                || (delivery.status() == DeliveryStatus.DELIVERED && !what.onlyFailed);
        if (!wanted || delivery.updatedAt().isAfter(what.requestedAt)) {
            return false;
        }
        replay(tx, delivery, clock.instant());
        return true;
    }

    private QueueWebhooks.Queued replay(Tx tx, WebhookDelivery delivery, Instant now) {
        WebhookDelivery replayed = deliveries.update(tx, delivery.replayed(now));
        return new QueueWebhooks.Queued(replayed, queue.enqueue(tx, replayed, now));
    }

    private void checkEnabled(Tx tx, WebhookEndpointId id) {
        if (!records.of(RecordTypes.WEBHOOK_ENDPOINTS).get(tx, id).enabled()) {
            throw Rejected.of("webhook_endpoint.disabled", "the endpoint is switched off; switch it on first");
        }
    }
}
