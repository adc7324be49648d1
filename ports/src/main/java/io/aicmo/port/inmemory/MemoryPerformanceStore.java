package io.aicmo.port.inmemory;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.Engagement;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes in figures and adds them up, in memory. */
final class MemoryPerformanceStore implements PerformanceStore {
    private final Database database;
    private final MemoryRecordStore<MetricsSnapshotId, MetricsSnapshot> snapshots;
    private final MemoryRecordStore<CampaignId, Campaign> campaigns;
    private final MemoryRecordStore<LeadId, Lead> leads;

    MemoryPerformanceStore(Database database) {
        this.database = database;
        this.snapshots = database.store(RecordTypes.METRICS_SNAPSHOTS);
        this.campaigns = database.store(RecordTypes.CAMPAIGNS);
        this.leads = database.store(RecordTypes.LEADS);
    }

    /** Something that was counted, and where. */
    private record Counted(CampaignId campaign, LocalDate day, String channel, Figures figures) {
        boolean isIn(Days span) {
            return !day.isBefore(span.from()) && !day.isAfter(span.to());
        }
    }

    @Override
    public List<Kept> record(Tx tx, List<MetricsSnapshot> given) {
        MemoryTx.of(tx).lock();
        return given.stream().map(snapshot -> record(tx, snapshot)).toList();
    }

    private Kept record(Tx tx, MetricsSnapshot given) {
        return snapshots
                .living(tx)
                .filter(known -> known.key().equals(given.key()))
                .findFirst()
                .map(known -> known.report().equals(given.report())
                        ? new Kept(known, Outcome.UNCHANGED)
                        : new Kept(
                                snapshots.update(tx, known.reporting(given.report(), given.updatedAt())),
                                Outcome.REPLACED))
                .orElseGet(() -> new Kept(snapshots.insert(tx, given), Outcome.CREATED));
    }

    @Override
    public Performance campaign(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        Days span = new Days(from, to);
        List<Counted> counted = counted(tx)
                .filter(one -> one.campaign.equals(campaign) && one.isIn(span))
                .toList();
        Map<String, Figures> channels = new TreeMap<>();
        Map<LocalDate, Map<String, Figures>> days = new TreeMap<>();
        Figures total = newLeads(tx, span, lead -> campaign.equals(lead.campaignId()));
        for (Counted one : counted) {
            total = total.plus(one.figures);
            channels.merge(one.channel, one.figures, Figures::plus);
            days.computeIfAbsent(one.day, day -> new TreeMap<>()).merge(one.channel, one.figures, Figures::plus);
        }
        return new Performance(
                total,
                channels.entrySet().stream()
                        .map(entry -> new ChannelFigures(entry.getKey(), entry.getValue()))
                        .toList(),
                days.entrySet().stream()
                        .flatMap(day -> day.getValue().entrySet().stream()
                                .map(entry -> new DayFigures(day.getKey(), entry.getKey(), entry.getValue())))
                        .sorted(Comparator.comparing(DayFigures::day).thenComparing(DayFigures::channel))
                        .toList());
    }

    @Override
    public List<Figures> workspace(Tx tx, WorkspaceId workspace, List<Days> spans) {
        List<Counted> counted = counted(tx)
                .filter(one -> campaigns
                        .any(tx, one.campaign)
                        .map(Campaign::workspaceId)
                        .filter(workspace::equals)
                        .isPresent())
                .toList();
        List<Figures> figures = new ArrayList<>(spans.size());
        for (Days span : spans) {
            figures.add(counted.stream()
                    .filter(one -> one.isIn(span))
                    .map(Counted::figures)
                    .reduce(newLeads(tx, span, lead -> lead.workspaceId().equals(workspace)), Figures::plus));
        }
        return figures;
    }

    private Stream<Counted> counted(Tx tx) {
        Stream<Counted> spine = MemoryTx.of(tx).rows(database.stats).entries().entrySet().stream()
                .map(entry -> new Counted(
                        entry.getKey().campaignId(),
                        entry.getKey().day(),
                        entry.getKey().channel(),
                        new Figures(Engagement.of(entry.getValue()), Measured.NONE, 0)));
        Stream<Counted> sources = snapshots
                .living(tx)
                .map(snapshot -> new Counted(
                        snapshot.campaignId(),
                        snapshot.day(),
                        snapshot.channel(),
                        new Figures(Engagement.NONE, Measured.of(snapshot), 0)));
        return Stream.concat(spine, sources);
    }

    private Figures newLeads(Tx tx, Days span, Predicate<Lead> wanted) {
        MemoryTx ours = MemoryTx.of(tx);
        long count = leads.living(tx)
                .filter(wanted)
                .map(lead -> StatsRecount.day(ours, database, lead.createdAt()))
                .filter(day -> !day.isBefore(span.from()) && !day.isAfter(span.to()))
                .count();
        return new Figures(Engagement.NONE, Measured.NONE, count);
    }
}
