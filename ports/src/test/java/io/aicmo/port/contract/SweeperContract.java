package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is over goes when its time has come, and nothing else does. It happened before anything that other contracts do. */
public interface SweeperContract extends StoreContract {
    /** What ended well before this goes. */
    Instant DONE = World.NOW.minus(Duration.ofDays(1_000));
    /** What failed before this goes. */
    Instant FAILED = World.NOW.minus(Duration.ofDays(3_000));

    Instant YOUNG = DONE.plusSeconds(1);
    Instant OLD = DONE.minusSeconds(1);
    Instant ANCIENT = FAILED.minusSeconds(1);

    @Test
    default void jobsThatAreOverGoWhenTheirTimeHasComeAndThoseThatFailedLater() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        List<JobId> gone = List.of(
                ended(home, Job.Status.SUCCEEDED, OLD),
                ended(stranger, Job.Status.CANCELLED, OLD),
                ended(home, Job.Status.FAILED, ANCIENT),
                ended(home, Job.Status.DEAD, ANCIENT));
        List<JobId> kept = List.of(
                ended(home, Job.Status.SUCCEEDED, YOUNG),
                ended(home, Job.Status.CANCELLED, YOUNG),
                ended(home, Job.Status.FAILED, OLD),
                ended(home, Job.Status.DEAD, OLD),
                ended(home, Job.Status.QUEUED, ANCIENT));

        sweepAll();

        assertThat(gone)
                .noneMatch(id -> home.job(id).isPresent() || stranger.job(id).isPresent());
        assertThat(kept).allMatch(id -> home.job(id).isPresent());
    }

    @Test
    default void deliveriesThatAreOverGoWhenTheirTimeHasCome() {
        Home home = world().aTenant();
        List<WebhookDelivery> gone =
                List.of(delivery(home, DeliveryStatus.DELIVERED, OLD), delivery(home, DeliveryStatus.FAILED, ANCIENT));
        List<WebhookDelivery> kept = List.of(
                delivery(home, DeliveryStatus.DELIVERED, YOUNG),
                delivery(home, DeliveryStatus.FAILED, OLD),
                delivery(home, DeliveryStatus.PENDING, ANCIENT));

        sweepAll();

        assertThat(gone)
                .noneMatch(one ->
                        home.find(RecordTypes.WEBHOOK_DELIVERIES, one.id()).isPresent());
        assertThat(kept)
                .allMatch(one ->
                        home.find(RecordTypes.WEBHOOK_DELIVERIES, one.id()).isPresent());
    }

    @Test
    default void webhooksThatCameInGoOnceTheyWereProcessedAndThoseThatNobodyUnderstoodLater() {
        Home home = world().aTenant();
        List<WebhookEvent> gone = List.of(
                event(home, WebhookEventStatus.PROCESSED, OLD),
                event(home, WebhookEventStatus.UNKNOWN, ANCIENT),
                event(home, WebhookEventStatus.FAILED, ANCIENT));
        List<WebhookEvent> kept = List.of(
                event(home, WebhookEventStatus.PROCESSED, YOUNG),
                event(home, WebhookEventStatus.UNKNOWN, OLD),
                event(home, WebhookEventStatus.FAILED, OLD),
                event(home, WebhookEventStatus.RECEIVED, ANCIENT));

        sweepAll();

        assertThat(gone)
                .noneMatch(
                        one -> home.find(RecordTypes.WEBHOOK_EVENTS, one.id()).isPresent());
        assertThat(kept)
                .allMatch(one -> home.find(RecordTypes.WEBHOOK_EVENTS, one.id()).isPresent());
    }

    /** Takes away until there is nothing left, and says so. */
    private void sweepAll() {
        int swept = adapter().sweeper().sweep(DONE, FAILED);
        while (swept > 0) {
            swept = adapter().sweeper().sweep(DONE, FAILED);
        }
    }

    private JobId ended(Home home, Job.Status status, Instant at) {
        JobId id = new JobId(World.id());
        String kind = World.word();
        home.does(tx -> adapter().jobs().enqueue(tx, id, kind, Map.of(), at));
        if (status == Job.Status.CANCELLED) {
            home.does(tx -> adapter().jobs().cancel(tx, id, at));
        } else if (status != Job.Status.QUEUED) {
            JobQueue.Lease lease = adapter()
                    .jobQueue()
                    .claim(new JobQueue.Turns(Map.of(kind, 1), 1, 1, null, Set.of(), Duration.ofMinutes(1), at))
                    .get(0)
                    .lease();
            adapter()
                    .jobQueue()
                    .end(List.of(new JobQueue.Outcome(lease, status, Job.Progress.NONE, null, null, at, true)), at);
        }
        return id;
    }

    private static WebhookDelivery delivery(Home home, DeliveryStatus status, Instant at) {
        WebhookDelivery delivery = Sample.WEBHOOK_DELIVERIES.record(home);
        return home.keep(
                RecordTypes.WEBHOOK_DELIVERIES,
                Components.with(Components.with(delivery, "status", status), "updatedAt", at));
    }

    private static WebhookEvent event(Home home, WebhookEventStatus status, Instant at) {
        WebhookEvent event = Sample.WEBHOOK_EVENTS.record(home);
        return home.keep(
                RecordTypes.WEBHOOK_EVENTS, Components.with(Components.with(event, "status", status), "updatedAt", at));
    }
}
