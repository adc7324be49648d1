package io.aicmo.http.cmo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.aicmo.application.cmo.RecordMetrics;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.Rates;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.BatchError;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore.Outcome;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sources report about campaigns: as a resource, and as a function that takes the same again. */
public final class MetricsRoutes {
    private final Hexagon hexagon;
    private final RecordMetrics recordMetrics;

    public MetricsRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.recordMetrics = new RecordMetrics(
                hexagon.transactions(), hexagon.records(), hexagon.performance(), hexagon.ids(), hexagon.clock());
    }

    /** What a source reports; counts that are not given are 0. */
    record NewSnapshot(
            CampaignId campaignId,
            @Size(min = 1, max = 100) String channel,
            LocalDate day,
            @Size(min = 1, max = 100) String source,
            @Nullable @Min(0) Long impressions,
            @Nullable @Min(0) Long clicks,
            @Nullable @Min(0) Long leads,
            @Nullable @Min(0) Long customers,
            @Nullable BigDecimal spend,
            @Nullable BigDecimal revenue,
            @Nullable @Size(max = 3) String currency) {
        RecordMetrics.Item item() {
            return new RecordMetrics.Item(
                    new MetricsSnapshot.Key(campaignId, channel, day, source),
                    new MetricsSnapshot.Report(
                            orZero(impressions),
                            orZero(clicks),
                            orZero(leads),
                            orZero(customers),
                            spend,
                            revenue,
                            currency));
        }
    }

    /** What may be changed about a snapshot: what is reported, and nothing of what it is about. */
    record SnapshotChange(
            @Min(0) long impressions,
            @Min(0) long clicks,
            @Min(0) long leads,
            @Min(0) long customers,
            @Nullable BigDecimal spend,
            @Nullable BigDecimal revenue,
            @Nullable @Size(max = 3) String currency) {
        static SnapshotChange of(MetricsSnapshot snapshot) {
            return new SnapshotChange(
                    snapshot.impressions(),
                    snapshot.clicks(),
                    snapshot.leads(),
                    snapshot.customers(),
                    snapshot.spend(),
                    snapshot.revenue(),
                    snapshot.currency());
        }

        MetricsSnapshot.Report report() {
            return new MetricsSnapshot.Report(impressions, clicks, leads, customers, spend, revenue, currency);
        }
    }

    /** A snapshot, and the rates that follow from it. */
    record SnapshotView(
            MetricsSnapshotId id,
            WorkspaceId workspaceId,
            CampaignId campaignId,
            String channel,
            LocalDate day,
            String source,
            long impressions,
            long clicks,
            long leads,
            long customers,
            @Nullable BigDecimal spend,
            @Nullable BigDecimal revenue,
            @Nullable String currency,
            Rates rates,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static SnapshotView of(MetricsSnapshot snapshot) {
            return new SnapshotView(
                    snapshot.id(),
                    snapshot.workspaceId(),
                    snapshot.campaignId(),
                    snapshot.channel(),
                    snapshot.day(),
                    snapshot.source(),
                    snapshot.impressions(),
                    snapshot.clicks(),
                    snapshot.leads(),
                    snapshot.customers(),
                    snapshot.spend(),
                    snapshot.revenue(),
                    snapshot.currency(),
                    Rates.of(Measured.of(snapshot)),
                    snapshot.createdAt(),
                    snapshot.updatedAt(),
                    snapshot.version());
        }
    }

    /** What a source reports: about one campaign, channel and day, or {@code items} about many. */
    record MetricsReport(
            @Nullable CampaignId campaignId,
            @Nullable @Size(min = 1, max = 100) String channel,
            @Nullable LocalDate day,
            @Nullable @Size(min = 1, max = 100) String source,
            @Nullable @Min(0) Long impressions,
            @Nullable @Min(0) Long clicks,
            @Nullable @Min(0) Long leads,
            @Nullable @Min(0) Long customers,
            @Nullable BigDecimal spend,
            @Nullable BigDecimal revenue,
            @Nullable @Size(max = 3) String currency,
            @Nullable @Size(min = 1, max = 1_000) List<NewSnapshot> items) {

        List<NewSnapshot> all() {
            if (items == null) {
                return List.of(one());
            }
            List<Violation> both = besideItems();
            if (!both.isEmpty()) {
                throw Rejected.all(both);
            }
            return items;
        }

        private List<Violation> besideItems() {
            Map<String, @Nullable Object> single = new LinkedHashMap<>();
            single.put("campaign_id", campaignId);
            single.put("channel", channel);
            single.put("day", day);
            single.put("source", source);
            single.put("impressions", impressions);
            single.put("clicks", clicks);
            single.put("leads", leads);
            single.put("customers", customers);
            single.put("spend", spend);
            single.put("revenue", revenue);
            single.put("currency", currency);
            return single.entrySet().stream()
                    .filter(field -> field.getValue() != null)
                    .map(field -> new Violation(
                            "metrics.one_or_many",
                            "give either one report or items; " + field.getKey() + " belongs into an item",
                            field.getKey()))
                    .toList();
        }

        private NewSnapshot one() {
            if (campaignId == null || channel == null || day == null || source == null) {
                throw Rejected.all(missing());
            }
            return new NewSnapshot(
                    campaignId, channel, day, source, impressions, clicks, leads, customers, spend, revenue, currency);
        }

        private List<Violation> missing() {
            List<Violation> missing = new ArrayList<>();
            require(missing, "campaign_id", campaignId);
            require(missing, "channel", channel);
            require(missing, "day", day);
            require(missing, "source", source);
            return missing;
        }

        private static void require(List<Violation> missing, String field, @Nullable Object value) {
            if (value == null) {
                missing.add(new Violation("field.missing", field + " is missing", field));
            }
        }
    }

    /** What became of the items. */
    record MetricsRecorded(List<ItemRecorded> results) {}

    /** What became of an item: 201 new, 200 unchanged or replaced, else why not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ItemRecorded(
            int index,
            int status,
            @Nullable Outcome outcome,
            @Nullable SnapshotView snapshot,
            @Nullable BatchError error) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(snapshots().routes());
        routes.add(Route.post("/functions/v1/cmo-record-metrics")
                .may(Permission.MARKETING_WRITE)
                .asFunction("sync", "Takes in what sources report, once per campaign, channel, day and source.")
                .takes(MetricsReport.class)
                .answers(200, MetricsRecorded.class)
                .answers(207, MetricsRecorded.class)
                .by(this::record));
        return routes;
    }

    private Resource<MetricsSnapshotId, MetricsSnapshot, SnapshotView> snapshots() {
        return Resource.of(
                        hexagon,
                        RecordTypes.METRICS_SNAPSHOTS,
                        MetricsSnapshotId.class,
                        SnapshotView.class,
                        SnapshotView::of)
                .readable(Permission.ANALYTICS_READ)
                .keeping(Permission.MARKETING_WRITE, NewSnapshot.class, this::made)
                .editable(
                        Permission.MARKETING_WRITE,
                        SnapshotChange.class,
                        SnapshotChange::of,
                        (snapshot, change) -> snapshot.reporting(
                                change.report(), hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE);
    }

    private MetricsSnapshot made(Tx tx, NewSnapshot draft) {
        Campaign campaign = hexagon.records()
                .of(RecordTypes.CAMPAIGNS)
                .find(tx, draft.campaignId)
                .orElseThrow(() ->
                        Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + draft.campaignId));
        Instant now = hexagon.clock().instant();
        RecordMetrics.Item item = draft.item();
        MetricsSnapshot snapshot = MetricsSnapshot.of(
                new MetricsSnapshotId(hexagon.ids().next()), campaign.workspaceId(), item.key(), item.report(), now);
        snapshot.checkNotAhead(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return snapshot;
    }

    private Answer record(Call call, MetricsReport body) {
        List<RecordMetrics.Result> results = recordMetrics.handle(
                call.actor(), body.all().stream().map(NewSnapshot::item).toList());
        if (body.items == null && results.get(0) instanceof RecordMetrics.Result.Refused refused) {
            throw refused.reason();
        }
        List<ItemRecorded> recorded = new ArrayList<>(results.size());
        results.forEach(result -> recorded.add(recorded(recorded.size(), result)));
        boolean all = recorded.stream().allMatch(one -> one.status < 300);
        return Answer.of(all ? 200 : 207, new MetricsRecorded(recorded));
    }

    private static ItemRecorded recorded(int index, RecordMetrics.Result result) {
        return switch (result) {
            case RecordMetrics.Result.Recorded(var kept) ->
                new ItemRecorded(
                        index,
                        kept.outcome() == Outcome.CREATED ? 201 : 200,
                        kept.outcome(),
                        SnapshotView.of(kept.snapshot()),
                        null);
            case RecordMetrics.Result.Refused(var reason) -> {
                BatchError error = BatchError.of(reason);
                yield new ItemRecorded(index, error.status(), null, null, error);
            }
        };
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
