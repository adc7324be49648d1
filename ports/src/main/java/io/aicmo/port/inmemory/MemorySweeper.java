package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Sweeper;
import io.aicmo.port.job.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Takes away from memory what is over. */
final class MemorySweeper implements Sweeper {
    private final Database database;

    MemorySweeper(Database database) {
        this.database = database;
    }

    @Override
    public int sweep(Instant done, Instant failed) {
        return database.change(work -> taken(work, database.jobs, one -> isOver(one.job(), done, failed))
                + taken(
                        work,
                        database.records(RecordTypes.WEBHOOK_DELIVERIES),
                        one -> one instanceof WebhookDelivery delivery && isOver(delivery, done, failed))
                + taken(
                        work,
                        database.records(RecordTypes.WEBHOOK_EVENTS),
                        one -> one instanceof WebhookEvent event && isOver(event, done, failed)));
    }

    private static boolean isOver(Job job, Instant done, Instant failed) {
        boolean ended = !job.status().isLive();
        boolean well = job.status() == Job.Status.SUCCEEDED || job.status() == Job.Status.CANCELLED;
        return ended && job.updatedAt().isBefore(well ? done : failed);
    }

    private static boolean isOver(WebhookDelivery delivery, Instant done, Instant failed) {
        boolean ended = delivery.status() != DeliveryStatus.PENDING;
        boolean well = delivery.status() == DeliveryStatus.DELIVERED;
        return ended && delivery.updatedAt().isBefore(well ? done : failed);
    }

    private static boolean isOver(WebhookEvent event, Instant done, Instant failed) {
        boolean ended = event.status() != WebhookEventStatus.RECEIVED;
        boolean well = event.status() == WebhookEventStatus.PROCESSED;
        return ended && event.updatedAt().isBefore(well ? done : failed);
    }

    private <K, V> int taken(Work work, Table<K, V> table, Predicate<V> isOver) {
        int taken = 0;
        for (TenantId tenant : database.look(table::tenants)) {
            Rows<K, V> rows = work.rows(table, tenant);
            List<K> over = rows.entries().entrySet().stream()
                    .filter(entry -> isOver.test(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .limit(AT_ONCE - taken)
                    .toList();
            over.forEach(rows::remove);
            taken += over.size();
        }
        return taken;
    }
}
