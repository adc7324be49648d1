package io.aicmo.application.webhook;

import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.RetrySchedule;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Vault;
import io.aicmo.port.job.JobHandler;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.Postponed;
import io.aicmo.port.webhook.WebhookSender;
import io.aicmo.port.webhook.WebhookSender.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries a delivery once, as a job; what came of it, and the job of the next try, are kept together. A process that dies
 * between sending and keeping sends again, with the same id.
 */
public final class DeliverWebhook implements JobHandler<DeliverWebhook.Payload> {
    /**
     * Which delivery.
     *
     * @param version the version that the job was made for: of two jobs for the same try one finds another version
     * @param endpointId where it goes, so that for an endpoint without room nothing need be read
     */
    public record Payload(
            WebhookDeliveryId deliveryId,
            long version,
            @Nullable WebhookEndpointId endpointId) {}

    public static final JobKind<Payload> JOB = JobKind.of("webhook-delivery", Payload.class)
            .within(Duration.ofMinutes(1))
            .atOnce(32)
            .quietly();

    private static final Duration LONGEST_WISH = Duration.ofDays(1);
    private static final Duration LONG_REST = Duration.ofSeconds(30);
    private static final String DONE_BEFORE = "done_before";

    private final Transactions transactions;
    private final RecordStore<WebhookEndpointId, WebhookEndpoint> endpoints;
    private final RecordStore<WebhookDeliveryId, WebhookDelivery> deliveries;
    private final EndpointKeys keys;
    private final WebhookSender sender;
    private final QueueWebhooks queue;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final BiConsumer<Tx, WebhookEndpoint> switchedOff;
    private final EndpointGate gate;

    /** @param switchedOff is told of an endpoint that is switched off, in the transaction that does it */
    public DeliverWebhook(
            Transactions transactions,
            Records records,
            Vault vault,
            WebhookSender sender,
            QueueWebhooks queue,
            RandomGenerator random,
            InstantSource clock,
            BiConsumer<Tx, WebhookEndpoint> switchedOff) {
        this.transactions = transactions;
        this.endpoints = records.of(RecordTypes.WEBHOOK_ENDPOINTS);
        this.deliveries = records.of(RecordTypes.WEBHOOK_DELIVERIES);
        this.keys = new EndpointKeys(vault);
        this.sender = sender;
        this.queue = queue;
        this.random = random;
        this.clock = clock;
        this.switchedOff = switchedOff;
        this.gate = new EndpointGate(clock);
    }

    /** What is to be sent where. */
    private record Task(WebhookDelivery delivery, @Nullable WebhookEndpoint endpoint) {}

    /**
     * Does the job.
     *
     * @throws Postponed if the endpoint has no room
     */
    @Override
    public Map<String, Object> handle(JobRun<Payload> run) throws InterruptedException {
        WebhookEndpointId endpoint = run.payload().endpointId;
        Duration rest = endpoint == null ? Duration.ZERO : gate.rest(endpoint);
        if (rest.isPositive()) {
            throw later(rest);
        }
        Optional<Task> task = transactions.read(run.actor(), tx -> task(tx, run.payload()));
        return Map.of("outcome", task.isEmpty() ? DONE_BEFORE : attempt(run.actor(), task.get()));
    }

    /** The delivery has failed with its job, and says why; it can be replayed. */
    @Override
    public void givenUp(JobRun<Payload> run, String error) {
        Instant now = clock.instant();
        DeliveryAttempt last = new DeliveryAttempt(now, null, null, error, 0);
        transactions
                .read(run.actor(), tx -> task(tx, run.payload()))
                .ifPresent(task -> keep(run.actor(), task.delivery, (tx, delivery) -> delivery.after(last, null, now)));
    }

    private Optional<Task> task(Tx tx, Payload payload) {
        return deliveries
                .find(tx, payload.deliveryId)
                .filter(delivery -> delivery.version() == payload.version)
                .filter(delivery -> delivery.status() == DeliveryStatus.PENDING)
                .map(delivery -> new Task(
                        delivery,
                        endpoints.find(tx, delivery.webhookEndpointId()).orElse(null)));
    }

    private String attempt(Actor actor, Task task) throws InterruptedException {
        WebhookEndpoint endpoint = task.endpoint;
        Instant now = clock.instant();
        if (endpoint == null || !endpoint.enabled()) {
            return keep(actor, task.delivery, (tx, delivery) -> delivery.givenUp(now));
        }
        if (isTestOfItsOwner(task.delivery)) {
            return send(actor, task.delivery, endpoint);
        }
        EndpointHealth health = endpoint.health();
        Instant pausedUntil = health.pausedUntil();
        if (pausedUntil != null && health.isPaused(now)) {
            return postpone(actor, task.delivery, pausedUntil);
        }
        if (health.isToBeProbed(now) && !isToFindOut(actor, endpoint.id(), now)) {
            return postpone(actor, task.delivery, now.plus(LONG_REST));
        }
        return send(actor, task.delivery, endpoint);
    }

    /** Whoever asks for a test message wants to know now, also of an endpoint that is left alone; its further tries wait. */
    private static boolean isTestOfItsOwner(WebhookDelivery delivery) {
        return delivery.type().equals(TestWebhookEndpoint.TYPE) && delivery.tries() == 0;
    }

    private String send(Actor actor, WebhookDelivery delivery, WebhookEndpoint endpoint) throws InterruptedException {
        Receipt receipt;
        try (EndpointGate.Entry entry = gate.enter(endpoint.id())) {
            if (!entry.isOpen()) {
                throw later(entry.rest());
            }
            Instant now = clock.instant();
            receipt = sender.send(
                    new WebhookSender.Message(
                            endpoint.url(),
                            delivery.messageId(),
                            delivery.type(),
                            delivery.occurredAt(),
                            delivery.data(),
                            keys.signing(actor.tenant(), endpoint, now)),
                    now);
        }
        Instant now = clock.instant();
        return keep(actor, delivery, (tx, current) -> {
            Instant notBefore = notBefore(receipt, now);
            boolean goesOn = judge(tx, endpoint, receipt.attempt(), notBefore, now);
            Instant retryAt = goesOn ? retryAt(current, notBefore, now) : null;
            return current.after(receipt.attempt(), retryAt, now);
        });
    }

    /** Puts a job off without a word in the delivery: that costs next to nothing, and there may be thousands. */
    private Postponed later(Duration rest) {
        return new Postponed(
                "the endpoint has as many messages as it takes at once",
                RetrySchedule.spread(rest, random.nextDouble()));
    }

    /** Of those that come when a pause has ended, one finds out whether the endpoint is back; the others wait for it. */
    private boolean isToFindOut(Actor actor, WebhookEndpointId id, Instant now) {
        return transactions.write(actor, tx -> {
            if (endpoints.find(tx, id).isEmpty()) {
                return false;
            }
            WebhookEndpoint endpoint = endpoints.lock(tx, id);
            if (endpoint.health().isToBeProbed(now)) {
                endpoints.update(tx, endpoint.probed(now));
                return true;
            }
            return !endpoint.health().isPaused(now);
        });
    }

    /** Notes how the endpoint does, and says whether it is to be tried again. */
    private boolean judge(
            Tx tx, WebhookEndpoint seen, DeliveryAttempt attempt, @Nullable Instant notBefore, Instant now) {
        boolean isNews = !attempt.isSuccess() || !seen.health().equals(EndpointHealth.WELL);
        if (!isNews || endpoints.find(tx, seen.id()).isEmpty()) {
            return true;
        }
        WebhookEndpoint locked = endpoints.lock(tx, seen.id());
        if (!locked.enabled()) {
            return false;
        }
        WebhookEndpoint after = endpoints.update(tx, locked.after(attempt, notBefore, now));
        if (!after.enabled()) {
            switchedOff.accept(tx, after);
        }
        return after.enabled();
    }

    private static @Nullable Instant notBefore(Receipt receipt, Instant now) {
        Duration wish = receipt.retryAfter();
        if (wish == null || receipt.attempt().isSuccess()) {
            return null;
        }
        return now.plus(wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH);
    }

    private @Nullable Instant retryAt(WebhookDelivery delivery, @Nullable Instant notBefore, Instant now) {
        Instant planned = RetrySchedule.restAfter(delivery.tries() + 1, random.nextDouble())
                .map(now::plus)
                .orElse(null);
        return planned == null || notBefore == null || planned.isAfter(notBefore) ? planned : notBefore;
    }

    private String postpone(Actor actor, WebhookDelivery delivery, Instant until) {
        Instant now = clock.instant();
        Instant spread = now.plus(RetrySchedule.spread(Duration.between(now, until), random.nextDouble()));
        return keep(actor, delivery, (tx, current) -> current.postponed(spread, now));
    }

    /** Keeps what became of a delivery, and the job of its next try with it, unless somebody else was faster. */
    private String keep(Actor actor, WebhookDelivery seen, BiFunction<Tx, WebhookDelivery, WebhookDelivery> becomes) {
        return transactions.write(actor, tx -> {
            WebhookDelivery current = deliveries.lock(tx, seen.id());
            if (current.version() != seen.version()) {
                return DONE_BEFORE;
            }
            WebhookDelivery kept = deliveries.update(tx, becomes.apply(tx, current));
            Instant due = kept.nextTryAt();
            if (due != null) {
                queue.enqueue(tx, kept, due);
            }
            return kept.status().name().toLowerCase(Locale.ROOT);
        });
    }
}
