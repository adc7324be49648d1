package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import io.aicmo.postgres.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Timelines and daily statistics, one round trip each. */
final class SpineReads {
    private static final String OF_LEAD = """
            a.lead_id = :whose
                and exists (
                    select from crm_leads x
                    where x.tenant_id = :tenant and x.id = :whose and x.deleted_at is null)
            """;

    private static final String OF_PERSON = """
            a.contact_id = :whose
                and exists (
                    select from crm_contacts x
                    where x.tenant_id = :tenant and x.id = :whose and x.deleted_at is null)
            """;

    private static final String OF_PERSON_IN_WORKSPACES = OF_PERSON + """
                and case when a.lead_id is null then exists (
                        select from cmo_campaigns c
                        where c.tenant_id = a.tenant_id and c.id = a.campaign_id
                            and c.workspace_id = any (cast(:workspaces as uuid[])))
                    else exists (
                        select from crm_leads l
                        where l.tenant_id = a.tenant_id and l.id = a.lead_id
                            and l.workspace_id = any (cast(:workspaces as uuid[])))
                    end
            """;

    private SpineReads() {}

    static Page<Activity> timeline(Tx tx, LeadId lead, @Nullable Position after, int limit) {
        return timeline(tx, OF_LEAD, lead, after, limit);
    }

    static Page<Activity> timeline(Tx tx, ContactId contact, @Nullable Position after, int limit) {
        return timeline(
                tx, tx.actor().workspaces().isEmpty() ? OF_PERSON : OF_PERSON_IN_WORKSPACES, contact, after, limit);
    }

    private static Page<Activity> timeline(Tx tx, String ofThem, Id whose, @Nullable Position after, int limit) {
        String beyond = after == null ? "" : "and (a.occurred_at, a.id) < (:at, :id)";
        Sql sql =
                PgTx.sql(tx, """
                        select a.id, a.type, a.channel, a.contact_id, a.lead_id, a.campaign_id, a.occurred_at,
                            a.recorded_at, a.meta
                        from crm_activities a
                        where a.tenant_id = :tenant and %s %s
                        order by a.occurred_at desc, a.id desc
                        limit :limit
                        """.formatted(ofThem, beyond)).bind("whose", whose).bind("limit", limit + 1);
        if (ofThem.contains(":workspaces")) {
            sql.bind("workspaces", List.copyOf(tx.actor().workspaces()));
        }
        if (after != null) {
            sql.bind("at", Instant.parse(Objects.requireNonNull(after.sortKey(), "no time")))
                    .bind("id", after.id());
        }
        return page(sql.list(SpineReads::activity), limit);
    }

    private static Page<Activity> page(List<Activity> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        Activity last = found.get(limit - 1);
        return new Page<>(
                found.subList(0, limit),
                new Position(last.occurredAt().toString(), last.id().value()));
    }

    private static Activity activity(ResultSet row) throws SQLException {
        UUID lead = Columns.uuidOrNull(row, "lead_id");
        return new Activity(
                new ActivityId(Columns.uuid(row, "id")),
                Columns.text(row, "type"),
                Columns.text(row, "channel"),
                new ContactId(Columns.uuid(row, "contact_id")),
                lead == null ? null : new LeadId(lead),
                new CampaignId(Columns.uuid(row, "campaign_id")),
                Columns.instant(row, "occurred_at"),
                Columns.instant(row, "recorded_at"),
                Json.object(Columns.text(row, "meta")));
    }

    static List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        return PgTx.sql(tx, """
                        select s.day, s.channel, s.sends, s.deliveries, s.opens, s.clicks, s.replies, s.bounces,
                            s.meetings_booked
                        from campaign_channel_stats_daily s
                        where s.tenant_id = :tenant and s.campaign_id = :campaign and s.day between :from and :to
                        order by s.day, s.channel
                        """)
                .bind("campaign", campaign)
                .bind("from", from)
                .bind("to", to)
                .list(row -> new DailyStats(
                        row.getObject("day", LocalDate.class),
                        Columns.text(row, "channel"),
                        row.getLong("sends"),
                        row.getLong("deliveries"),
                        row.getLong("opens"),
                        row.getLong("clicks"),
                        row.getLong("replies"),
                        row.getLong("bounces"),
                        row.getLong("meetings_booked")));
    }
}
