package io.aicmo.postgres.crm;

import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineStore.IntegrityRule;
import io.aicmo.postgres.sql.PgTx;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts what is orphaned. Constraints make most of it impossible; the report shows that they do. */
final class IntegrityReport {
    private IntegrityReport() {}

    /**
     * A rule, and the rows that it is about.
     *
     * @param broken a condition on the rows
     */
    private record Rule(String sentence, String rows, String broken) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "every activity has its contact",
                    "crm_activities x left join crm_contacts y on y.tenant_id = :tenant and y.id = x.contact_id",
                    "y.id is null"),
            new Rule(
                    "every activity of a lead has that lead",
                    "crm_activities x left join crm_leads y on y.tenant_id = :tenant and y.id = x.lead_id",
                    "x.lead_id is not null and y.id is null"),
            new Rule(
                    "every activity has its campaign",
                    "crm_activities x left join cmo_campaigns y on y.tenant_id = :tenant and y.id = x.campaign_id",
                    "y.id is null"),
            new Rule(
                    "every activity has its event",
                    "crm_activities x left join channel_events y on y.tenant_id = :tenant and y.activity_id = x.id",
                    "y.activity_id is null"),
            new Rule(
                    "every event has its activity",
                    "channel_events x left join crm_activities y on y.tenant_id = :tenant and y.id = x.activity_id",
                    "y.id is null"),
            new Rule("every statistic has its campaign", """
                    campaign_channel_stats_daily x
                    left join cmo_campaigns y on y.tenant_id = :tenant and y.id = x.campaign_id
                    """, "y.id is null"),
            new Rule("every statistic counts its activities", """
                    (select :tenant as tenant_id, coalesce(k.kept, 0) as kept, coalesce(c.counted, 0) as counted
                     from (
                        select s.campaign_id, s.channel, s.day, v.stat, v.kept
                        from campaign_channel_stats_daily s
                        cross join lateral (values
                            ('sends', s.sends), ('deliveries', s.deliveries), ('opens', s.opens),
                            ('clicks', s.clicks), ('replies', s.replies), ('bounces', s.bounces),
                            ('meetings_booked', s.meetings_booked)) v(stat, kept)
                        where s.tenant_id = :tenant and v.kept <> 0) k
                     full join (
                        select a.campaign_id, a.channel, cast(a.occurred_at at time zone t.time_zone as date) as day,
                            a.stat, count(*) as counted
                        from crm_activities a
                        join tenants t on t.id = a.tenant_id
                        where a.tenant_id = :tenant and a.stat is not null
                        group by 1, 2, 3, 4) c
                        on c.campaign_id = k.campaign_id and c.channel = k.channel and c.day = k.day
                            and c.stat = k.stat) x
                    """, "x.kept <> x.counted"),
            new Rule("every campaign counts its replies", """
                    cmo_campaigns x
                    left join (
                        select a.campaign_id, count(*) as replies from crm_activities a
                        where a.tenant_id = :tenant and a.is_reply
                        group by a.campaign_id) y on y.campaign_id = x.id
                    """, "x.reply_count <> coalesce(y.replies, 0)"),
            new Rule(
                    "every lead has its contact",
                    "crm_leads x left join crm_contacts y on y.tenant_id = :tenant and y.id = x.contact_id",
                    "y.id is null"),
            new Rule(
                    "every lead of a campaign has that campaign",
                    "crm_leads x left join cmo_campaigns y on y.tenant_id = :tenant and y.id = x.campaign_id",
                    "x.campaign_id is not null and y.id is null"),
            new Rule(
                    "every sequence run has its lead",
                    "outbound_sequence_runs x left join crm_leads y on y.tenant_id = :tenant and y.id = x.lead_id",
                    "y.id is null"),
            new Rule(
                    "every paused sequence run says why",
                    "outbound_sequence_runs x",
                    "x.status = 'paused' and (x.paused_reason is null or x.paused_at is null)"));

    static List<IntegrityRule> of(Tx tx) {
        String report = IntStream.range(0, RULES.size())
                .mapToObj(IntegrityReport::select)
                .collect(Collectors.joining("union all\n"));
        return PgTx.sql(tx, report + "order by place")
                .list(row -> new IntegrityRule(
                        RULES.get(row.getInt("place")).sentence, row.getLong("checked"), row.getLong("broken")));
    }

    private static String select(int place) {
        Rule rule = RULES.get(place);
        return """
               select %d as place, count(*) as checked, count(*) filter (where %s) as broken
               from %s
               where x.tenant_id = :tenant
               """.formatted(place, rule.broken, rule.rows);
    }
}
