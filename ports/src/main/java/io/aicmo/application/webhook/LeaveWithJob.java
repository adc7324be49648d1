package io.aicmo.application.webhook;

import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobConsequence;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobStore;
import java.time.Instant;
import java.time.InstantSource;

/** A webhook that came in has failed when the job that processes it is cancelled, and is processed when that is tried anew. */
public final class LeaveWithJob implements JobConsequence<ProcessWebhooks.Payload> {
    private final RecordStore<WebhookEventId, WebhookEvent> events;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public LeaveWithJob(Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.events = records.of(RecordTypes.WEBHOOK_EVENTS);
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public JobKind<ProcessWebhooks.Payload> kind() {
        return ProcessWebhooks.JOB;
    }

    /** Says that it was left, unless it was processed. */
    @Override
    public void cancelled(Tx tx, ProcessWebhooks.Payload payload) {
        if (events.find(tx, payload.webhookEventId()).isEmpty()) {
            return;
        }
        WebhookEvent event = events.lock(tx, payload.webhookEventId());
        if (event.version() == payload.version() && event.status() == WebhookEventStatus.RECEIVED) {
            events.update(tx, event.failed("its job was cancelled", clock.instant()));
        }
    }

    /** Replays it, if it failed: its job knows it as it was before that, so it gets a job of its own. */
    @Override
    public void retried(Tx tx, ProcessWebhooks.Payload payload) {
        if (events.find(tx, payload.webhookEventId()).isEmpty()) {
            return;
        }
        WebhookEvent event = events.lock(tx, payload.webhookEventId());
        if (event.status() == WebhookEventStatus.FAILED) {
            Instant now = clock.instant();
            jobs.enqueue(tx, ProcessWebhooks.job(events.update(tx, event.replayed(now)), ids, now));
        }
    }
}
