package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineStore.Difference;
import io.aicmo.port.crm.SpineStore.Rebuilt;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts a campaign anew while events go on coming in, and does not hold them up. An event and its count are committed
 * together, so what the activities and the figures of one snapshot differ by is an error, whatever is being written at
 * that moment; and that difference is added, not the figure set, so that what is counted meanwhile stays. Only another
 * recount would add the same difference, and waits.
 */
final class StatsRebuild {
    private StatsRebuild() {}

    private record Day(LocalDate day, boolean counted, List<Difference> differences) {}

    static Rebuilt rebuild(Tx tx, CampaignId campaign) {
        PgTx.sql(tx, "select pg_advisory_xact_lock(hashtextextended(cast(:campaign as text), 0))")
                .bind("campaign", campaign)
                .find(row -> true);
        List<Day> days = correctDays(tx, campaign);
        List<Difference> differences = new ArrayList<>();
        days.forEach(day -> differences.addAll(day.differences));
        correctReplies(tx, campaign).ifPresent(differences::add);
        deleteEmptyDays(tx, campaign);
        return new Rebuilt(days.stream().filter(Day::counted).count(), differences);
    }

    private static List<Day> correctDays(Tx tx, CampaignId campaign) {
        return PgTx.sql(tx, """
                        with counted as materialized (
                            select a.channel, cast(a.occurred_at at time zone t.time_zone as date) as day,
                                count(*) filter (where a.stat = 'sends') as sends,
                                count(*) filter (where a.stat = 'deliveries') as deliveries,
                                count(*) filter (where a.stat = 'opens') as opens,
                                count(*) filter (where a.stat = 'clicks') as clicks,
                                count(*) filter (where a.stat = 'replies') as replies,
                                count(*) filter (where a.stat = 'bounces') as bounces,
                                count(*) filter (where a.stat = 'meetings_booked') as meetings_booked
                            from crm_activities a
                            join tenants t on t.id = a.tenant_id
                            where a.tenant_id = :tenant and a.campaign_id = :campaign and a.stat is not null
                            group by 1, 2
                        ),
                        compared as materialized (
                            select coalesce(c.day, s.day) as day, coalesce(c.channel, s.channel) as channel,
                                c.day is not null as counted,
                                coalesce(s.sends, 0) as kept_sends, coalesce(c.sends, 0) as sends,
                                coalesce(s.deliveries, 0) as kept_deliveries, coalesce(c.deliveries, 0) as deliveries,
                                coalesce(s.opens, 0) as kept_opens, coalesce(c.opens, 0) as opens,
                                coalesce(s.clicks, 0) as kept_clicks, coalesce(c.clicks, 0) as clicks,
                                coalesce(s.replies, 0) as kept_replies, coalesce(c.replies, 0) as replies,
                                coalesce(s.bounces, 0) as kept_bounces, coalesce(c.bounces, 0) as bounces,
                                coalesce(s.meetings_booked, 0) as kept_meetings_booked,
                                coalesce(c.meetings_booked, 0) as meetings_booked
                            from counted c
                            full join (
                                select k.channel, k.day, k.sends, k.deliveries, k.opens, k.clicks, k.replies,
                                    k.bounces, k.meetings_booked
                                from campaign_channel_stats_daily k
                                where k.tenant_id = :tenant and k.campaign_id = :campaign) s
                                on s.channel = c.channel and s.day = c.day
                        ),
                        corrected as (
                            insert into campaign_channel_stats_daily as s (
                                tenant_id, campaign_id, channel, day,
                                sends, deliveries, opens, clicks, replies, bounces, meetings_booked)
                            select :tenant, :campaign, c.channel, c.day,
                                c.sends - c.kept_sends, c.deliveries - c.kept_deliveries, c.opens - c.kept_opens,
                                c.clicks - c.kept_clicks, c.replies - c.kept_replies, c.bounces - c.kept_bounces,
                                c.meetings_booked - c.kept_meetings_booked
                            from compared c
                            where (c.sends, c.deliveries, c.opens, c.clicks, c.replies, c.bounces, c.meetings_booked)
                                <> (c.kept_sends, c.kept_deliveries, c.kept_opens, c.kept_clicks, c.kept_replies,
                                    c.kept_bounces, c.kept_meetings_booked)
                            order by c.channel, c.day
                            on conflict (tenant_id, campaign_id, channel, day) do update set
                                sends = s.sends + excluded.sends, deliveries = s.deliveries + excluded.deliveries,
                                opens = s.opens + excluded.opens, clicks = s.clicks + excluded.clicks,
                                replies = s.replies + excluded.replies, bounces = s.bounces + excluded.bounces,
                                meetings_booked = s.meetings_booked + excluded.meetings_booked
                        )
                        select c.day, c.channel, c.counted, c.kept_sends, c.sends, c.kept_deliveries, c.deliveries,
                            c.kept_opens, c.opens, c.kept_clicks, c.clicks, c.kept_replies, c.replies,
                            c.kept_bounces, c.bounces, c.kept_meetings_booked, c.meetings_booked
                        from compared c
                        order by c.day, c.channel
                        """).bind("campaign", campaign).list(StatsRebuild::day);
    }

    private static Day day(ResultSet row) throws SQLException {
        LocalDate day = row.getObject("day", LocalDate.class);
        String channel = Columns.text(row, "channel");
        List<Difference> differences = new ArrayList<>();
        for (StatType stat : StatType.values()) {
            long kept = row.getLong("kept_" + stat.word());
            long counted = row.getLong(stat.word());
            if (kept != counted) {
                differences.add(new Difference(day, channel, stat.word(), kept, counted));
            }
        }
        return new Day(day, row.getBoolean("counted"), differences);
    }

    private static Optional<Difference> correctReplies(Tx tx, CampaignId campaign) {
        return PgTx.sql(tx, """
                        with compared as materialized (
                            select c.reply_count as kept,
                                (select count(*) from crm_activities a
                                 where a.tenant_id = :tenant and a.campaign_id = :campaign and a.is_reply) as counted
                            from cmo_campaigns c
                            where c.tenant_id = :tenant and c.id = :campaign
                        )
                        update cmo_campaigns c
                        set reply_count = c.reply_count + (x.counted - x.kept), version = c.version + 1
                        from compared x
                        where c.tenant_id = :tenant and c.id = :campaign and x.counted <> x.kept
                        returning x.kept, x.counted
                        """)
                .bind("campaign", campaign)
                .find(row -> new Difference(null, null, "reply_count", row.getLong("kept"), row.getLong("counted")));
    }

    /** A day on which nothing happened has no row; one that is counted at this moment is not empty any more. */
    private static void deleteEmptyDays(Tx tx, CampaignId campaign) {
        PgTx.sql(tx, """
                        delete from campaign_channel_stats_daily s
                        where s.tenant_id = :tenant and s.campaign_id = :campaign and s.sends = 0
                            and s.deliveries = 0 and s.opens = 0 and s.clicks = 0 and s.replies = 0
                            and s.bounces = 0 and s.meetings_booked = 0
                        """).bind("campaign", campaign).execute();
    }
}
