package io.aicmo.postgres.cmo;

import io.aicmo.domain.cmo.Engagement;
import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.Measured;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Tx;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the spine's daily statistics and the sources' snapshots; each question is one statement. */
final class PgPerformanceStore implements PerformanceStore {
    private final SnapshotUpsert upsert = new SnapshotUpsert();

    @Override
    public List<Kept> record(Tx tx, List<MetricsSnapshot> snapshots) {
        return upsert.apply(tx, snapshots);
    }

    /** A sum, and of what: of a channel's day, of a channel (no day), or of everything (neither). */
    private record Sum(@Nullable LocalDate day, @Nullable String channel, Figures figures) {}

    @Override
    public Performance campaign(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        List<Sum> sums = PgTx.sql(tx, """
                        with counted as (
                            select s.day, s.channel, s.sends, s.deliveries, s.opens, s.clicks as message_clicks, s.replies,
                                s.bounces, s.meetings_booked, 0 as impressions, 0 as clicks, 0 as leads, 0 as customers,
                                cast(null as numeric) as spend, cast(null as numeric) as revenue,
                                cast(null as text) as currency
                            from campaign_channel_stats_daily s
                            where s.tenant_id = :tenant and s.campaign_id = :campaign and s.day between :from and :to
                            union all
                            select m.day, m.channel, 0, 0, 0, 0, 0, 0, 0, m.impressions, m.clicks, m.leads, m.customers,
                                m.spend, m.revenue, m.currency
                            from cmo_metrics_snapshots m
                            where m.tenant_id = :tenant and m.campaign_id = :campaign and m.day between :from and :to
                                and m.deleted_at is null
                        )
                        select c.day, c.channel,
                            coalesce(sum(c.sends), 0) as sends, coalesce(sum(c.deliveries), 0) as deliveries,
                            coalesce(sum(c.opens), 0) as opens, coalesce(sum(c.message_clicks), 0) as message_clicks,
                            coalesce(sum(c.replies), 0) as replies, coalesce(sum(c.bounces), 0) as bounces,
                            coalesce(sum(c.meetings_booked), 0) as meetings_booked,
                            coalesce(sum(c.impressions), 0) as impressions, coalesce(sum(c.clicks), 0) as clicks,
                            coalesce(sum(c.leads), 0) as leads, coalesce(sum(c.customers), 0) as customers,
                            sum(c.spend) as spend, sum(c.revenue) as revenue,
                            array_agg(distinct c.currency) filter (where c.currency is not null) as currencies,
                            case when grouping(c.channel) = 1 then (
                                select count(*) from crm_leads l
                                    join tenants t on t.id = l.tenant_id
                                where l.tenant_id = :tenant and l.campaign_id = :campaign and l.deleted_at is null
                                    and l.created_at >= cast(:from as timestamp) at time zone t.time_zone
                                    and l.created_at < cast(:after as timestamp) at time zone t.time_zone
                            ) else 0 end as new_leads
                        from counted c
                        group by grouping sets ((c.day, c.channel), (c.channel), ())
                        order by c.day, c.channel
                        """)
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .bind("after", to.plusDays(1))
                .list(row -> new Sum(row.getObject("day", LocalDate.class), row.getString("channel"), figures(row)));
        return performance(sums);
    }

    private static Performance performance(List<Sum> sums) {
        Figures total = Figures.NONE;
        List<ChannelFigures> channels = new ArrayList<>();
        List<DayFigures> days = new ArrayList<>();
        for (Sum sum : sums) {
            LocalDate day = sum.day();
            String channel = sum.channel();
            if (channel == null) {
                total = sum.figures();
            } else if (day == null) {
                channels.add(new ChannelFigures(channel, sum.figures()));
            } else {
                days.add(new DayFigures(day, channel, sum.figures()));
            }
        }
        return new Performance(total, channels, days);
    }

    @Override
    public List<Figures> workspace(Tx tx, WorkspaceId workspace, List<Days> spans) {
        return PgTx.sql(tx, """
                        select s.*, m.*, l.new_leads
                        from unnest(cast(:froms as date[]), cast(:tos as date[]))
                            with ordinality as span (first_day, last_day, place)
                        cross join lateral (
                            select coalesce(sum(d.sends), 0) as sends, coalesce(sum(d.deliveries), 0) as deliveries,
                                coalesce(sum(d.opens), 0) as opens, coalesce(sum(d.clicks), 0) as message_clicks,
                                coalesce(sum(d.replies), 0) as replies, coalesce(sum(d.bounces), 0) as bounces,
                                coalesce(sum(d.meetings_booked), 0) as meetings_booked
                            from cmo_campaigns c
                                join campaign_channel_stats_daily d
                                    on d.tenant_id = c.tenant_id and d.campaign_id = c.id
                            where c.tenant_id = :tenant and c.workspace_id = :workspace and d.tenant_id = :tenant
                                and d.day between span.first_day and span.last_day
                        ) s
                        cross join lateral (
                            select coalesce(sum(r.impressions), 0) as impressions, coalesce(sum(r.clicks), 0) as clicks,
                                coalesce(sum(r.leads), 0) as leads, coalesce(sum(r.customers), 0) as customers,
                                sum(r.spend) as spend, sum(r.revenue) as revenue,
                                array_agg(distinct r.currency) filter (where r.currency is not null) as currencies
                            from cmo_metrics_snapshots r
                            where r.tenant_id = :tenant and r.workspace_id = :workspace and r.deleted_at is null
                                and r.day between span.first_day and span.last_day
                        ) m
                        cross join lateral (
                            select count(*) as new_leads
                            from crm_leads p
                                join tenants t on t.id = p.tenant_id
                            where p.tenant_id = :tenant and p.workspace_id = :workspace and p.deleted_at is null
                                and p.created_at >= cast(span.first_day as timestamp) at time zone t.time_zone
                                and p.created_at < cast(span.last_day + 1 as timestamp) at time zone t.time_zone
                        ) l
                        order by span.place
                        """)
                .bind("workspace", workspace)
                .bind("froms", spans.stream().map(Days::from).toList())
                .bind("tos", spans.stream().map(Days::to).toList())
                .list(PgPerformanceStore::figures);
    }

    private static Figures figures(ResultSet row) throws SQLException {
        return new Figures(
                new Engagement(
                        row.getLong("sends"),
                        row.getLong("deliveries"),
                        row.getLong("opens"),
                        row.getLong("message_clicks"),
                        row.getLong("replies"),
                        row.getLong("bounces"),
                        row.getLong("meetings_booked")),
                new Measured(
                        row.getLong("impressions"),
                        row.getLong("clicks"),
                        row.getLong("leads"),
                        row.getLong("customers"),
                        row.getBigDecimal("spend"),
                        row.getBigDecimal("revenue"),
                        currencies(row)),
                row.getLong("new_leads"));
    }

    private static List<String> currencies(ResultSet row) throws SQLException {
        java.sql.Array array = row.getArray("currencies");
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
