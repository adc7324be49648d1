package io.aicmo.port.inmemory;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.crm.SpineStore.Difference;
import io.aicmo.port.crm.SpineStore.Rebuilt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Counts a campaign's statistics anew from its activities. */
final class StatsRecount {
    private static final Comparator<StatDay> BY_DAY =
            Comparator.comparing(StatDay::day).thenComparing(StatDay::channel);

    private final Database database;
    private final MemoryRecordStore<CampaignId, Campaign> campaigns;

    StatsRecount(Database database) {
        this.database = database;
        this.campaigns = database.store(RecordTypes.CAMPAIGNS);
    }

    /** The day of the tenant on which something happened. */
    static LocalDate day(MemoryTx tx, Database database, Instant at) {
        Tenant tenant = tx.rows(database.tenants).get(tx.tenant());
        if (tenant == null) {
            throw Rejected.of("tenant.unknown", "there is no tenant " + tx.tenant());
        }
        return at.atZone(tenant.timeZone()).toLocalDate();
    }

    /** The figures as they are kept. */
    Map<StatDay, DailyStats> kept(MemoryTx tx, CampaignId campaign) {
        return tx.rows(database.stats).entries().entrySet().stream()
                .filter(entry -> entry.getKey().campaignId().equals(campaign))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Rebuilt rebuild(MemoryTx tx, CampaignId campaign) {
        tx.lock();
        List<RecordedActivity> activities = tx.rows(database.activities).all().stream()
                .filter(recorded -> recorded.activity().campaignId().equals(campaign))
                .toList();
        Map<StatDay, DailyStats> counted = counted(tx, activities);
        List<Difference> differences = correctDays(tx, kept(tx, campaign), counted);
        differences.addAll(correctReplies(
                tx,
                campaign,
                activities.stream().filter(RecordedActivity::reply).count()));
        return new Rebuilt(counted.size(), differences);
    }

    private Map<StatDay, DailyStats> counted(MemoryTx tx, List<RecordedActivity> activities) {
        Map<StatDay, DailyStats> counted = new HashMap<>();
        for (RecordedActivity recorded : activities) {
            StatType stat = recorded.stat();
            if (stat != null) {
                Activity activity = recorded.activity();
                LocalDate day = day(tx, database, activity.occurredAt());
                counted.merge(
                        new StatDay(activity.campaignId(), day, activity.channel()),
                        DailyStats.none(day, activity.channel()).plusOne(stat),
                        (known, one) -> known.plusOne(stat));
            }
        }
        return counted;
    }

    private List<Difference> correctDays(MemoryTx tx, Map<StatDay, DailyStats> kept, Map<StatDay, DailyStats> counted) {
        TreeSet<StatDay> days = new TreeSet<>(BY_DAY);
        days.addAll(kept.keySet());
        days.addAll(counted.keySet());
        List<Difference> differences = new ArrayList<>();
        for (StatDay day : days) {
            DailyStats nothing = DailyStats.none(day.day(), day.channel());
            DailyStats was = kept.getOrDefault(day, nothing);
            DailyStats is = counted.getOrDefault(day, nothing);
            for (StatType stat : StatType.values()) {
                if (was.count(stat) != is.count(stat)) {
                    differences.add(
                            new Difference(day.day(), day.channel(), stat.word(), was.count(stat), is.count(stat)));
                }
            }
            Rows<StatDay, DailyStats> stats = tx.rows(database.stats);
            if (counted.containsKey(day)) {
                stats.put(day, is);
            } else {
                stats.remove(day);
            }
        }
        return differences;
    }

    private List<Difference> correctReplies(MemoryTx tx, CampaignId id, long counted) {
        return campaigns.any(tx, id).stream()
                .filter(campaign -> campaign.replyCount() != counted)
                .map(campaign -> {
                    campaigns.put(tx, campaign.withReplyCount(counted));
                    return new Difference(null, null, "reply_count", campaign.replyCount(), counted);
                })
                .toList();
    }
}
