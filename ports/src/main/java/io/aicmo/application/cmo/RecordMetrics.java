package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.Forbidden;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.cmo.PerformanceStore.Kept;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in what sources report, once for each campaign, channel, day and source; the good ones are kept, the bad ones reported. */
public final class RecordMetrics {
    private final Transactions transactions;
    private final Records records;
    private final PerformanceStore performance;
    private final Ids ids;
    private final InstantSource clock;

    public RecordMetrics(
            Transactions transactions, Records records, PerformanceStore performance, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.performance = performance;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a source reports about something. */
    public record Item(MetricsSnapshot.Key key, MetricsSnapshot.Report report) {}

    /** What became of an item. */
    public sealed interface Result {
        /** It is kept; see {@link Kept#outcome}. */
        record Recorded(Kept kept) implements Result {}

        /** It is not kept: a {@link Rejected} or a {@link Forbidden} says why. */
        record Refused(RuntimeException reason) implements Result {}
    }

    /**
     * Keeps them in one transaction.
     *
     * @return one for each item, in their order; refused with {@code campaign.unknown}, {@code metrics_snapshot.*}, {@code
     *     money.*}, {@code text.*}, or as forbidden
     */
    public List<Result> handle(Actor actor, List<Item> items) {
        return transactions.write(actor, tx -> keep(tx, items));
    }

    private List<Result> keep(Tx tx, List<Item> items) {
        Map<CampaignId, Optional<Campaign>> campaigns = new HashMap<>();
        List<Optional<RuntimeException>> refusals = new ArrayList<>(items.size());
        List<MetricsSnapshot> good = new ArrayList<>(items.size());
        for (Item item : items) {
            try {
                Optional<Campaign> campaign = campaigns.computeIfAbsent(
                        item.key.campaignId(),
                        id -> records.of(RecordTypes.CAMPAIGNS).find(tx, id));
                good.add(snapshot(tx, item, campaign));
                refusals.add(Optional.empty());
            } catch (Rejected | Forbidden no) {
                refusals.add(Optional.of(no));
            }
        }
        Iterator<Kept> kept = performance.record(tx, good).iterator();
        return refusals.stream()
                .<Result>map(refusal ->
                        refusal.<Result>map(Result.Refused::new).orElseGet(() -> new Result.Recorded(kept.next())))
                .toList();
    }

    private MetricsSnapshot snapshot(Tx tx, Item item, Optional<Campaign> found) {
        Campaign campaign = found.orElseThrow(() ->
                Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + item.key.campaignId()));
        tx.actor().checkWorkspace(campaign.workspaceId());
        Instant now = clock.instant();
        MetricsSnapshot snapshot = MetricsSnapshot.of(
                new MetricsSnapshotId(ids.next()), campaign.workspaceId(), item.key, item.report, now);
        snapshot.checkNotAhead(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return snapshot;
    }
}
