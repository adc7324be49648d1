package io.aicmo.application.webhook;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.RetryPolicy;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.port.webhook.WebhookProvider.Item;
import io.aicmo.port.webhook.WebhookRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does what follows from a webhook that was taken, as a job. What it tells goes to the spine, which knows what it has heard
 * before and in whatever order; so processing twice, or late, changes nothing.
 */
public final class ProcessWebhooks implements JobHandler<ProcessWebhooks.Payload> {
    /**
     * Which webhook.
     *
     * @param version the version that the job was made for: of two jobs for the same one finds another version
     */
    public record Payload(WebhookEventId webhookEventId, long version) {}

    /** Whoever sent it was told that it is taken, so it waits for hours while nothing can be written down. */
    public static final JobKind<Payload> JOB = JobKind.of("process-webhooks", Payload.class)
            .retrying(RetryPolicy.of(14))
            .atOnce(4);

    private final Transactions transactions;
    private final Records records;
    private final RecordStore<WebhookEventId, WebhookEvent> events;
    private final Map<String, WebhookProvider> providers;
    private final ReceiveWebhook receiveWebhook;
    private final InstantSource clock;

    public ProcessWebhooks(
            Transactions transactions,
            Records records,
            List<WebhookProvider> providers,
            ReceiveWebhook receiveWebhook,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.events = records.of(RecordTypes.WEBHOOK_EVENTS);
        this.providers = providers.stream().collect(Collectors.toMap(WebhookProvider::name, Function.identity()));
        this.receiveWebhook = receiveWebhook;
        this.clock = clock;
    }

    /** The job that processes an event as it is now. */
    static NewJob job(WebhookEvent event, Ids ids, Instant now) {
        return JOB.job(new JobId(ids.next()), new Payload(event.id(), event.version()), now);
    }

    /** An event, and where it came from, if that is still there. */
    private record Task(WebhookEvent event, Optional<WebhookSource> source) {}

    /** Does the job. */
    @Override
    public Map<String, Object> handle(JobRun<Payload> run) {
        Optional<Task> task = transactions.read(run.actor(), tx -> task(tx, run.payload()));
        if (task.isEmpty()) {
            return Map.of("outcome", "done_before");
        }
        WebhookEvent done = outcome(run, task.get());
        return Map.of("outcome", keep(run.actor(), done));
    }

    /** The webhook has failed with its job, and says why; it can be replayed. */
    @Override
    public void givenUp(JobRun<Payload> run, String error) {
        transactions
                .read(run.actor(), tx -> task(tx, run.payload()))
                .ifPresent(task -> keep(run.actor(), task.event.failed(error, clock.instant())));
    }

    private Optional<Task> task(Tx tx, Payload payload) {
        return events.find(tx, payload.webhookEventId)
                .filter(event -> event.version() == payload.version)
                .filter(event -> event.status() == WebhookEventStatus.RECEIVED)
                .map(event ->
                        new Task(event, records.of(RecordTypes.WEBHOOK_SOURCES).find(tx, event.webhookSourceId())));
    }

    private WebhookEvent outcome(JobRun<Payload> run, Task task) {
        WebhookEvent event = task.event;
        WebhookProvider provider = providers.get(event.provider());
        Instant now = clock.instant();
        if (provider == null || task.source.isEmpty()) {
            return event.failed("its source, or the source's provider, is not there any more", now);
        }
        WebhookRequest request = request(event);
        try {
            List<Item> items = provider.read(provider.heading(request).channel(), request, event.createdAt());
            if (items.stream().allMatch(Item.Ignored.class::isInstance)) {
                return event.processed(WebhookEventStatus.UNKNOWN, null, now);
            }
            ReceiveWebhook.Result result = receiveWebhook.apply(run.tenant(), task.source.get(), items, now);
            return event.processed(WebhookEventStatus.PROCESSED, said(result), now);
        } catch (Rejected unreadable) {
            return event.failed(String.valueOf(unreadable.getMessage()), now);
        }
    }

    private static Map<String, Object> said(ReceiveWebhook.Result result) {
        return Map.of(
                "accepted", result.accepted(),
                "duplicates", result.duplicates(),
                "rejected",
                        result.rejected().stream()
                                .limit(100)
                                .map(no -> Map.of("index", no.index(), "detail", no.detail()))
                                .toList());
    }

    private String keep(Actor actor, WebhookEvent done) {
        return transactions.write(actor, tx -> {
            boolean overtaken = events.lock(tx, done.id()).version() != done.version();
            return overtaken
                    ? "done_before"
                    : events.update(tx, done).status().name().toLowerCase(Locale.ROOT);
        });
    }

    private static WebhookRequest request(WebhookEvent event) {
        WebhookEvent.Request request = event.request();
        return new WebhookRequest(
                request.url(), request.headers(), Base64.getDecoder().decode(request.body()));
    }
}
