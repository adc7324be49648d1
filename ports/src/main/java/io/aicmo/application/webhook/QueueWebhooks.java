package io.aicmo.application.webhook;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts messages into the queues of endpoints, in the transaction of whoever asks. */
public final class QueueWebhooks {
    private final Records records;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public QueueWebhooks(Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.records = records;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Something to be told.
     *
     * @param campaignId the campaign that it belongs to, or null
     */
    public record Message(
            WebhookMessageId id,
            String type,
            Instant occurredAt,
            @Nullable CampaignId campaignId,
            Map<String, Object> data) {}

    /** What was queued. */
    public record Queued(WebhookDelivery delivery, JobId job) {}

    /** For every endpoint that wants to hear of them, each once, however often this is asked. */
    public List<Queued> toAll(Tx tx, List<Message> messages) {
        List<WebhookEndpoint> endpoints = endpoints(tx);
        List<Queued> queued = new ArrayList<>();
        for (Message message : messages) {
            for (WebhookEndpoint endpoint : endpoints) {
                if (endpoint.wants(message.type, message.campaignId)) {
                    to(tx, endpoint.id(), message, endpoint.health().pausedUntil())
                            .ifPresent(queued::add);
                }
            }
        }
        return queued;
    }

    /** For one endpoint, whatever its topics; empty if it has this message already. */
    public Optional<Queued> to(Tx tx, WebhookEndpointId endpoint, Message message) {
        return to(tx, endpoint, message, null);
    }

    /** While an endpoint is left alone, nobody has to look at what comes for it, only to put it off. */
    private Optional<Queued> to(Tx tx, WebhookEndpointId endpoint, Message message, @Nullable Instant pausedUntil) {
        Instant now = clock.instant();
        WebhookDelivery fresh = WebhookDelivery.due(
                new WebhookDeliveryId(ids.next()),
                endpoint,
                message.id,
                message.type,
                message.occurredAt,
                message.data,
                now);
        Instant due = pausedUntil != null && pausedUntil.isAfter(now) ? pausedUntil : now;
        try {
            WebhookDelivery kept = records.of(RecordTypes.WEBHOOK_DELIVERIES).insert(tx, fresh.postponed(due, now));
            return Optional.of(new Queued(kept, enqueue(tx, kept, due)));
        } catch (AlreadyExists seenBefore) {
            return Optional.empty();
        }
    }

    /** Has a pending delivery tried when it is due. */
    JobId enqueue(Tx tx, WebhookDelivery delivery, Instant due) {
        DeliverWebhook.Payload payload =
                new DeliverWebhook.Payload(delivery.id(), delivery.version(), delivery.webhookEndpointId());
        return jobs.enqueue(
                tx,
                DeliverWebhook.JOB
                        .job(new JobId(ids.next()), payload, clock.instant())
                        .due(due));
    }

    private List<WebhookEndpoint> endpoints(Tx tx) {
        ListQuery enabled = ListQuery.newest(ListQuery.MAX_LIMIT).where("enabled", true);
        return records.of(RecordTypes.WEBHOOK_ENDPOINTS).list(tx, enabled).data();
    }
}
