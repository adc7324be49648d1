package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.postgres.sql.PgTx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Looks up which events were recorded before, and what they were attributed to. */
final class KnownEvents {
    private final String text;

    private KnownEvents(String before) {
        this.text = (before + LOOK_UP).replaceAll("\\s+", " ");
    }

    /** See {@link SpineStatement#asWriter}. */
    static KnownEvents asWriter(String role) {
        return new KnownEvents("""
                select set_config('role', '%s', true), set_config('plan_cache_mode', 'force_generic_plan', true);
                """.formatted(role));
    }

    /** See {@link SpineStatement#asCaller}. */
    static KnownEvents asCaller() {
        return new KnownEvents("select 1; ");
    }

    /** What the known ones among the events were attributed to, by their place in the list. */
    Map<Integer, Attribution> find(Connection connection, List<SpineDecision> decisions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            new SpineParameters(connection, statement)
                    .uuids(decisions, decision -> decision.tenantId().value())
                    .texts(decisions, decision -> decision.event().channel())
                    .texts(decisions, decision -> decision.event().provider())
                    .texts(decisions, decision -> decision.event().providerEventId());
            statement.execute();
            statement.getMoreResults();
            Map<Integer, Attribution> known = new HashMap<>();
            try (ResultSet rows = Objects.requireNonNull(statement.getResultSet(), "no result")) {
                while (rows.next()) {
                    known.put(rows.getInt("n") - 1, SpineStatement.attribution(rows));
                }
            }
            return known;
        }
    }

    private static final String WHAT = """
            select i.n, e.activity_id, a.contact_id, a.lead_id, a.campaign_id, l.status as lead_status,
                (select count(*) from outbound_sequence_runs r
                 where r.tenant_id = i.tenant_id and r.contact_id = a.contact_id and r.status in ('active', 'paused')
                    and r.deleted_at is null and r.paused_by = e.activity_id) as paused_runs
            """;

    private static final String RECORDED_AS = """
            cross join lateral (
                select x.activity_id from channel_events x
                where x.tenant_id = i.tenant_id and x.channel = i.channel and x.provider = i.provider
                    and x.provider_event_id = i.provider_event_id
                limit 1) e
            cross join lateral (
                select x.contact_id, x.lead_id, x.campaign_id from crm_activities x
                where x.tenant_id = i.tenant_id and x.id = e.activity_id
                limit 1) a
            left join lateral (
                select x.status from crm_leads x
                where x.tenant_id = i.tenant_id and x.id = a.lead_id
                limit 1) l on true
            """;

    private static final String LOOK_UP = WHAT + """
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
                with ordinality as i(tenant_id, channel, provider, provider_event_id, n)
            """ + RECORDED_AS;

    private static final String LOOK_UP_ONE = WHAT + """
            from (values (cast(:tenant as uuid), :channel, :provider, :provider_event_id, 1))
                as i(tenant_id, channel, provider, provider_event_id, n)
            """ + RECORDED_AS;

    /** What this event was attributed to, read in the caller's transaction. */
    static Optional<Attribution> find(Tx tx, String channel, String provider, String providerEventId) {
        return PgTx.sql(tx, LOOK_UP_ONE)
                .bind("channel", channel)
                .bind("provider", provider)
                .bind("provider_event_id", providerEventId)
                .find(SpineStatement::attribution);
    }
}
