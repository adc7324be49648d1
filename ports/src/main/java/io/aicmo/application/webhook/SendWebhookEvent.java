package io.aicmo.application.webhook;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.webhook.Topics;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a tenant's endpoints of something that the tenant itself says has happened; later, as a job. */
public final class SendWebhookEvent {
    /** What has happened, when, and what is told about it. */
    public record Payload(
            String type, Instant occurredAt, @Nullable CampaignId campaignId, Map<String, Object> data) {}

    public static final JobKind<Payload> JOB = JobKind.of("cmo-webhook-outbound", Payload.class);

    private final Transactions transactions;
    private final Records records;
    private final JobStore jobs;
    private final QueueWebhooks queue;
    private final Ids ids;
    private final InstantSource clock;

    public SendWebhookEvent(
            Transactions transactions,
            Records records,
            JobStore jobs,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.jobs = jobs;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Enqueues the job.
     *
     * @throws io.aicmo.domain.shared.Rejected {@code webhook.type_invalid}
     * @throws io.aicmo.port.NotFound if there is no such campaign
     */
    public JobId request(Actor actor, String type, @Nullable CampaignId campaign, Map<String, Object> data) {
        Instant now = clock.instant();
        Payload payload = new Payload(Topics.type(type), now, campaign, data);
        return transactions.write(actor, tx -> {
            if (campaign != null) {
                actor.checkWorkspace(
                        records.of(RecordTypes.CAMPAIGNS).get(tx, campaign).workspaceId());
            }
            return jobs.enqueue(tx, JOB.job(new JobId(ids.next()), payload, now));
        });
    }

    /** Does the job. The message has the job's id, so that a second try finds what the first one queued. */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        QueueWebhooks.Message message = new QueueWebhooks.Message(
                new WebhookMessageId(run.id().value()), what.type, what.occurredAt, what.campaignId, what.data);
        List<QueueWebhooks.Queued> queued = transactions.write(run.actor(), tx -> queue.toAll(tx, List.of(message)));
        return Map.of(
                "webhook_delivery_ids",
                queued.stream().map(one -> one.delivery().id().toString()).toList());
    }
}
