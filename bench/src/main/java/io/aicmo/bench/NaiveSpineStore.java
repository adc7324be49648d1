package io.aicmo.bench;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.Actor;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spine as one would write it first: each event a transaction of its own, of six statements one after the other
 * (attribute, activity, raw event, statistic, lead, sequences), and further ones only where the event asks for them. It
 * keeps the same tables, and reads as the usual one does.
 */
final class NaiveSpineStore implements SpineStore {
    private final PgSpineStore usual;
    private final Transactions transactions;

    NaiveSpineStore(PgSpineStore usual, Transactions transactions) {
        this.usual = usual;
        this.transactions = transactions;
    }

    /** Whom an event is about. */
    private record Found(
            @Nullable UUID seenAs,
            @Nullable UUID contact,
            @Nullable UUID lead,
            @Nullable UUID campaign,
            @Nullable LeadStatus status) {

        static Found of(ResultSet row) throws SQLException {
            String status = row.getString("status");
            return new Found(
                    Columns.uuidOrNull(row, "seen_as"),
                    Columns.uuidOrNull(row, "contact_id"),
                    Columns.uuidOrNull(row, "lead_id"),
                    Columns.uuidOrNull(row, "campaign_id"),
                    status == null ? null : LeadStatus.valueOf(status.toUpperCase(Locale.ROOT)));
        }

        Attribution attribution(UUID activity, @Nullable LeadStatus now, int paused) {
            if (contact == null || campaign == null) {
                throw new IllegalStateException("not attributed");
            }
            return new Attribution(
                    new ActivityId(activity),
                    new ContactId(contact),
                    lead == null ? null : new LeadId(lead),
                    new CampaignId(campaign),
                    now,
                    paused);
        }
    }

    /** Somebody else recorded the event at the same moment. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public List<SpineOutcome> apply(List<SpineDecision> decisions) {
        return decisions.stream().map(this::applyAlone).toList();
    }

    private SpineOutcome applyAlone(SpineDecision decision) {
        Actor actor = Actor.system(decision.tenantId());
        try {
            return transactions.write(actor, tx -> apply(tx, decision));
        } catch (Overtaken first) {
            return transactions.write(actor, tx -> apply(tx, decision));
        }
    }

    @Override
    public Optional<Attribution> find(Tx tx, String channel, String provider, String providerEventId) {
        return usual.find(tx, channel, provider, providerEventId);
    }

    @Override
    public List<SpineOutcome> apply(Tx tx, List<SpineDecision> decisions) {
        return usual.apply(tx, decisions);
    }

    private SpineOutcome apply(Tx tx, SpineDecision decision) {
        Found found = attribute(tx, decision.event());
        if (found.seenAs != null) {
            return new SpineOutcome.Duplicate(found.attribution(found.seenAs, found.status, 0));
        }
        if (found.contact == null || found.campaign == null) {
            return new SpineOutcome.Refused(new Violation("party.unknown", "nobody or no campaign is known", null));
        }
        appendActivity(tx, decision, found);
        recordEvent(tx, decision);
        count(tx, decision, found);
        moveLead(tx, decision, found);
        int paused = pauseRuns(tx, decision, found);
        doTheRest(tx, decision, found);
        LeadStatus target = decision.advanceTo();
        LeadStatus now = found.status == null || target == null ? found.status : found.status.advancedTo(target);
        return new SpineOutcome.Recorded(found.attribution(decision.activityId().value(), now, paused));
    }

    private static Found attribute(Tx tx, ChannelEvent event) {
        return PgTx.sql(tx, """
                        select
                            (select e.activity_id from channel_events e
                             where e.tenant_id = :tenant and e.channel = :channel and e.provider = :provider
                                and e.provider_event_id = :event) as seen_as,
                            person.id as contact_id, l.id as lead_id, l.status,
                            coalesce(
                                (select g.id from cmo_campaigns g
                                 where g.tenant_id = :tenant and g.id = cast(:campaign as uuid)
                                    and g.deleted_at is null),
                                l.campaign_id,
                                (select w.direct_campaign_id from workspaces w
                                 where w.tenant_id = :tenant and w.id = l.workspace_id)) as campaign_id
                        from (select coalesce(
                            (select l.contact_id from crm_leads l
                             where l.tenant_id = :tenant and l.id = cast(:lead as uuid) and l.deleted_at is null),
                            (select c.id from crm_contacts c
                             where c.tenant_id = :tenant and c.id = cast(:contact as uuid) and c.deleted_at is null),
                            (select c.id from crm_contacts c
                             where c.tenant_id = :tenant and c.email = :email and c.deleted_at is null),
                            (select m.contact_id from sent_messages m
                             where m.tenant_id = :tenant and m.message_id = any (cast(:messages as text[]))
                             limit 1)) as id offset 0) person
                        left join lateral (
                            select l.id, l.status, l.campaign_id, l.workspace_id from crm_leads l
                            where l.tenant_id = :tenant and l.contact_id = person.id and l.deleted_at is null
                            order by l.id = cast(:lead as uuid) desc nulls last,
                                l.campaign_id = cast(:campaign as uuid) desc nulls last, l.created_at desc
                            limit 1) l on true
                        """)
                .bind("channel", event.channel())
                .bind("provider", event.provider())
                .bind("event", event.providerEventId())
                .bind("lead", event.party().lead())
                .bind("contact", event.party().contact())
                .bind("email", text(event.party().email()))
                .bind("campaign", event.campaignId())
                .bind("messages", messages(event))
                .find(Found::of)
                .orElseThrow();
    }

    private static List<String> messages(ChannelEvent event) {
        return Stream.concat(event.inReplyTo().stream(), Stream.ofNullable(event.messageId()))
                .toList();
    }

    private static void appendActivity(Tx tx, SpineDecision decision, Found found) {
        ChannelEvent event = decision.event();
        PgTx.sql(tx, """
                        insert into crm_activities (
                            tenant_id, id, type, channel, contact_id, lead_id, campaign_id, occurred_at, recorded_at,
                            meta, stat, is_reply)
                        values (:tenant, :id, :type, :channel, :contact, :lead, :campaign, :occurred, :recorded,
                            cast(:meta as jsonb), :stat, :reply)
                        """)
                .bind("id", decision.activityId())
                .bind("type", event.activityType())
                .bind("channel", event.channel())
                .bind("contact", found.contact)
                .bind("lead", found.lead)
                .bind("campaign", found.campaign)
                .bind("occurred", event.occurredAt())
                .bind("recorded", decision.recordedAt())
                .bind("meta", Json.text(event.meta()))
                .bind("stat", decision.stat() == null ? null : decision.stat().word())
                .bind("reply", decision.countsCampaignReply())
                .execute();
    }

    private static void recordEvent(Tx tx, SpineDecision decision) {
        ChannelEvent event = decision.event();
        int recorded = PgTx.sql(tx, """
                        insert into channel_events (
                            tenant_id, channel, provider, provider_event_id, activity_id, activity_type, message_id,
                            in_reply_to, occurred_at, recorded_at, payload)
                        values (:tenant, :channel, :provider, :event, :activity, :type, :message,
                            cast(:replies as text[]), :occurred, :recorded, cast(:payload as jsonb))
                        on conflict do nothing
                        """)
                .bind("channel", event.channel())
                .bind("provider", event.provider())
                .bind("event", event.providerEventId())
                .bind("activity", decision.activityId())
                .bind("type", event.activityType())
                .bind("message", event.messageId())
                .bind("replies", event.inReplyTo())
                .bind("occurred", event.occurredAt())
                .bind("recorded", decision.recordedAt())
                .bind("payload", Json.text(Map.of("meta", event.meta())))
                .execute();
        if (recorded == 0) {
            throw new Overtaken();
        }
    }

    private static void count(Tx tx, SpineDecision decision, Found found) {
        if (decision.stat() == null) {
            return;
        }
        String column = decision.stat().word();
        PgTx.sql(tx, """
                        insert into campaign_channel_stats_daily as s (tenant_id, campaign_id, channel, day, %1$s)
                        select :tenant, :campaign, :channel,
                            cast(cast(:occurred as timestamptz) at time zone t.time_zone as date), 1
                        from tenants t
                        where t.id = :tenant
                        on conflict (tenant_id, campaign_id, channel, day) do update set %1$s = s.%1$s + 1
                        """.formatted(column))
                .bind("campaign", found.campaign)
                .bind("channel", decision.event().channel())
                .bind("occurred", decision.event().occurredAt())
                .execute();
    }

    private static void moveLead(Tx tx, SpineDecision decision, Found found) {
        PgTx.sql(tx, """
                        update crm_leads l
                        set status = case
                                when lead_status_rank(:target) > lead_status_rank(l.status) then :target
                                else l.status
                            end,
                            last_contact_at = greatest(l.last_contact_at, cast(:contacted as timestamptz)),
                            version = l.version + 1, updated_at = greatest(l.updated_at, :recorded)
                        where l.tenant_id = :tenant and l.id = :lead
                            and (lead_status_rank(coalesce(:target, 'new')) > lead_status_rank(l.status)
                                or cast(:contacted as timestamptz) > coalesce(l.last_contact_at, '-infinity'))
                        """)
                .bind(
                        "target",
                        decision.advanceTo() == null
                                ? null
                                : decision.advanceTo().word())
                .bind("contacted", decision.contacts() ? decision.event().occurredAt() : null)
                .bind("recorded", decision.recordedAt())
                .bind("lead", found.lead)
                .execute();
    }

    private static int pauseRuns(Tx tx, SpineDecision decision, Found found) {
        SpineDecision.Pause pause = decision.pause();
        return PgTx.sql(tx, """
                        update outbound_sequence_runs r
                        set status = 'paused', paused_reason = :reason, paused_at = :occurred, paused_by = :activity,
                            version = r.version + 1, updated_at = greatest(r.updated_at, :recorded)
                        where r.tenant_id = :tenant and r.contact_id = :contact and r.deleted_at is null
                            and r.status in ('active', 'paused') and cast(:reason as text) is not null
                            and (:person or r.lead_id = :lead)
                            and (r.status = 'active' or (r.paused_at, r.paused_reason) > (:occurred, :reason))
                        """)
                .bind("reason", pause == null ? null : pause.reason())
                .bind("person", pause != null && pause.wholePerson())
                .bind("occurred", decision.event().occurredAt())
                .bind("activity", decision.activityId())
                .bind("recorded", decision.recordedAt())
                .bind("contact", found.contact)
                .bind("lead", found.lead)
                .execute();
    }

    private static void doTheRest(Tx tx, SpineDecision decision, Found found) {
        if (decision.countsCampaignReply()) {
            PgTx.sql(tx, """
                            update cmo_campaigns c
                            set reply_count = c.reply_count + 1, version = c.version + 1,
                                updated_at = greatest(c.updated_at, :recorded)
                            where c.tenant_id = :tenant and c.id = :campaign
                            """)
                    .bind("recorded", decision.recordedAt())
                    .bind("campaign", found.campaign)
                    .execute();
        }
        if (decision.startsThread()) {
            remember(tx, decision, found);
        }
        if (!decision.consents().isEmpty()) {
            mergeConsent(tx, decision, found);
        }
        decision.jobs().forEach(job -> enqueue(tx, job, decision, found));
    }

    private static void remember(Tx tx, SpineDecision decision, Found found) {
        PgTx.sql(tx, """
                        insert into sent_messages (tenant_id, message_id, contact_id, lead_id, campaign_id, sent_at)
                        values (:tenant, :message, :contact, :lead, :campaign, :occurred)
                        on conflict do nothing
                        """)
                .bind("message", decision.event().messageId())
                .bind("contact", found.contact)
                .bind("lead", found.lead)
                .bind("campaign", found.campaign)
                .bind("occurred", decision.event().occurredAt())
                .execute();
    }

    private static void mergeConsent(Tx tx, SpineDecision decision, Found found) {
        Map<String, Object> said = decision.consents().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> Map.of(
                                "state", one.getValue(), "at", decision.event().occurredAt())));
        PgTx.sql(tx, """
                        update crm_contacts c
                        set consent = consent_merge(c.consent, cast(:said as jsonb)), version = c.version + 1,
                            updated_at = greatest(c.updated_at, :recorded)
                        where c.tenant_id = :tenant and c.id = :contact
                        """)
                .bind("said", Json.text(said))
                .bind("recorded", decision.recordedAt())
                .bind("contact", found.contact)
                .execute();
    }

    private static void enqueue(Tx tx, FollowUp job, SpineDecision decision, Found found) {
        if (found.lead == null && job.kind().equals(FollowUp.SCORE_LEAD)) {
            return;
        }
        PgTx.sql(tx, """
                        insert into jobs (tenant_id, id, kind, payload, due_at, created_at, updated_at)
                        values (:tenant, :id, :kind,
                            jsonb_strip_nulls(jsonb_build_object(
                                'activity_id', cast(:activity as uuid), 'lead_id', cast(:lead as uuid),
                                'contact_id', cast(:contact as uuid), 'campaign_id', cast(:campaign as uuid),
                                'channel', cast(:channel as text), 'activity_type', cast(:type as text),
                                'action', cast(:action as text))),
                            :recorded, :recorded, :recorded)
                        """)
                .bind("id", job.id())
                .bind("kind", job.kind())
                .bind("activity", decision.activityId())
                .bind("lead", found.lead)
                .bind("contact", found.contact)
                .bind("campaign", found.campaign)
                .bind("channel", decision.event().channel())
                .bind("type", decision.event().activityType())
                .bind("action", job.action())
                .bind("recorded", decision.recordedAt())
                .execute();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public Page<Activity> timeline(Tx tx, LeadId lead, @Nullable Position after, int limit) {
        return usual.timeline(tx, lead, after, limit);
    }

    @Override
    public Page<Activity> timeline(Tx tx, ContactId contact, @Nullable Position after, int limit) {
        return usual.timeline(tx, contact, after, limit);
    }

    @Override
    public List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to) {
        return usual.dailyStats(tx, campaign, from, to);
    }

    @Override
    public Rebuilt rebuildStats(Tx tx, CampaignId campaign) {
        return usual.rebuildStats(tx, campaign);
    }

    @Override
    public List<IntegrityRule> integrity(Tx tx) {
        return usual.integrity(tx);
    }
}
