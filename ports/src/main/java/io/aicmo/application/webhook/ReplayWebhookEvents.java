package io.aicmo.application.webhook;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
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

/** Has webhooks that came in processed again: one at once, or all of a time as a job. */
public final class ReplayWebhookEvents {
    /**
     * Which webhooks.
     *
     * @param since taken then or later
     * @param until taken before
     * @param requestedAt what came of them after that is left alone, so that a second try repeats nothing
     */
    public record Payload(Instant since, Instant until, Instant requestedAt) {}

    public static final JobKind<Payload> JOB = JobKind.of("webhook-event-replay", Payload.class);

    private final Transactions transactions;
    private final RecordStore<WebhookEventId, WebhookEvent> events;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    public ReplayWebhookEvents(
            Transactions transactions, Records records, JobStore jobs, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.events = records.of(RecordTypes.WEBHOOK_EVENTS);
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is processed again, and the job that does it. */
    public record Result(WebhookEvent event, JobId job) {}

    /**
     * Replays one.
     *
     * @throws io.aicmo.port.NotFound if there is no such webhook
     */
    public Result one(Actor actor, WebhookEventId id) {
        return transactions.write(actor, tx -> replay(tx, events.lock(tx, id)));
    }

    /**
     * Enqueues the job that replays all of a time.
     *
     * @param until the present if null
     * @throws Rejected {@code webhook_event.range_empty}
     */
    public JobId request(Actor actor, Instant since, @Nullable Instant until) {
        Instant now = clock.instant();
        Instant end = until == null ? now : until;
        if (!since.isBefore(end)) {
            throw Rejected.field("until", "webhook_event.range_empty", "until must be after since");
        }
        return transactions.write(
                actor, tx -> jobs.enqueue(tx, JOB.job(new JobId(ids.next()), new Payload(since, end, now), now)));
    }

    /** Does the job. */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload what = run.payload();
        int replayed = 0;
        @Nullable Position next = new Position(what.since.toString(), new UUID(0, 0));
        while (next != null) {
            run.checkCancelled();
            ListQuery part = new ListQuery(Map.of(), null, "createdAt", false, next, ListQuery.MAX_LIMIT);
            Page<WebhookEvent> page = transactions.read(run.actor(), tx -> events.list(tx, part));
            for (WebhookEvent event : page.data()) {
                replayed += transactions.write(run.actor(), tx -> again(tx, event.id(), what)) ? 1 : 0;
            }
            boolean over =
                    page.data().stream().anyMatch(event -> !event.createdAt().isBefore(what.until));
            next = over ? null : page.next();
            run.progress(replayed, replayed + (next == null ? 0 : 1));
        }
        return Map.of("replayed", replayed);
    }

    private boolean again(Tx tx, WebhookEventId id, Payload what) {
        WebhookEvent event = events.lock(tx, id);
        boolean wanted = event.createdAt().isBefore(what.until)
                && event.status() != WebhookEventStatus.RECEIVED
                && !event.updatedAt().isAfter(what.requestedAt);
        if (wanted) {
            replay(tx, event);
        }
        return wanted;
    }

    private Result replay(Tx tx, WebhookEvent event) {
        Instant now = clock.instant();
        WebhookEvent replayed = events.update(tx, event.replayed(now));
        return new Result(replayed, jobs.enqueue(tx, ProcessWebhooks.job(replayed, ids, now)));
    }
}
