package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ActivityType.Effect;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.LeadScoring;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What leads need beyond being records, from their tables and the timeline. */
final class PgLeadStore implements LeadStore {
    private static final Set<StatType> OWN_DOING =
            EnumSet.of(StatType.OPENS, StatType.CLICKS, StatType.REPLIES, StatType.MEETINGS_BOOKED);

    /** Activities that the person did, rather than suffered. */
    private final List<String> engaging;
    /** Activities that show that mail reached the address. */
    private final List<String> reaching;

    PgLeadStore(ChannelCatalogue channels) {
        this.engaging = names(channels, PgLeadStore::isOwnDoing);
        this.reaching = names(channels, type -> type.has(Effect.REACHES));
    }

    private static boolean isOwnDoing(ActivityType type) {
        return (type.stat() != null && OWN_DOING.contains(type.stat())) || type.has(Effect.STATES_CONSENT);
    }

    private static List<String> names(ChannelCatalogue channels, Predicate<ActivityType> which) {
        return channels.allActivityTypes().stream()
                .filter(which)
                .map(ActivityType::name)
                .toList();
    }

    /**
     * In one statement. Two of them at once meet at the contact's row, or at its unique e-mail address, and the second
     * goes on with what the first left; the change of nothing at the lead is what makes an existing one answer its id.
     */
    @Override
    public Upserted upsert(
            Tx tx,
            Contact.Profile profile,
            @Nullable CampaignId campaign,
            WorkspaceId workspace,
            @Nullable String source,
            ContactId ifNewContact,
            LeadId ifNewLead,
            Instant now) {
        PgTx.session(tx).tells();
        return PgTx.sql(tx, """
                        with allowed as (
                            select from workspaces w
                            where w.tenant_id = :tenant and w.id = :workspace_id and w.deleted_at is null
                                and (cast(:campaign_id as uuid) is null or exists (
                                    select from cmo_campaigns c
                                    where c.tenant_id = :tenant and c.id = :campaign_id and c.deleted_at is null))
                        ), contact as (
                            insert into crm_contacts as known
                                (tenant_id, id, email, phone, first_name, last_name, company, title, location, consent,
                                 attributes, created_at, updated_at, version)
                            select :tenant, :contact_id, :email, :phone, :first_name, :last_name, :company, :title,
                                :location, '{}', cast(:attributes as jsonb), :now, :now, 1
                            from allowed
                            on conflict (tenant_id, email) where deleted_at is null do update set
                                (phone, first_name, last_name, company, title, location, attributes, updated_at, version)
                                = (select more.phone, more.first_name, more.last_name, more.company, more.title,
                                        more.location, more.attributes,
                                        case when more is distinct from before then excluded.updated_at
                                            else known.updated_at end,
                                        known.version + case when more is distinct from before then 1 else 0 end
                                    from (select coalesce(excluded.phone, known.phone) as phone,
                                            coalesce(excluded.first_name, known.first_name) as first_name,
                                            coalesce(excluded.last_name, known.last_name) as last_name,
                                            coalesce(excluded.company, known.company) as company,
                                            coalesce(excluded.title, known.title) as title,
                                            coalesce(excluded.location, known.location) as location,
                                            known.attributes || excluded.attributes as attributes) as more,
                                        (select known.phone, known.first_name, known.last_name, known.company,
                                            known.title, known.location, known.attributes) as before)
                            returning id
                        ), lead as (
                            insert into crm_leads as known
                                (tenant_id, id, contact_id, workspace_id, campaign_id, status, score, score_reasons,
                                 source, created_at, updated_at, version)
                            select :tenant, :lead_id, contact.id, :workspace_id, :campaign_id, 'new', 0, '[]', :source,
                                :now, :now, 1
                            from contact
                            on conflict (tenant_id, contact_id, campaign_id, workspace_id) where deleted_at is null do update set
                                version = known.version
                            returning contact_id, id, status, workspace_id, campaign_id, source
                        ), told as (
                            insert into domain_events (tenant_id, type, ids, told_at, data)
                            select :tenant, 'lead.created', array[event_id(id, 'lead.created')], :now,
                                jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
                                    'lead_id', id, 'contact_id', contact_id, 'workspace_id', workspace_id,
                                    'campaign_id', campaign_id, 'status', status, 'source', source)))
                            from lead
                            where id = :lead_id
                        )
                        select contact_id, id as lead_id, id = :lead_id as created from lead
                        """)
                .bind("workspace_id", workspace)
                .bind("campaign_id", campaign)
                .bind("contact_id", ifNewContact)
                .bind("email", profile.email().value())
                .bind("phone", profile.phone() == null ? null : profile.phone().value())
                .bind("first_name", profile.firstName())
                .bind("last_name", profile.lastName())
                .bind("company", profile.company())
                .bind("title", profile.title())
                .bind("location", profile.location())
                .bind("attributes", Json.text(profile.attributes()))
                .bind("lead_id", ifNewLead)
                .bind("source", source)
                .bind("now", now)
                .find(row -> new Upserted(
                        new ContactId(Columns.uuid(row, "contact_id")),
                        new LeadId(Columns.uuid(row, "lead_id")),
                        row.getBoolean("created")))
                .orElseThrow(() -> unknownPlace(tx, campaign, workspace));
    }

    private static Rejected unknownPlace(Tx tx, @Nullable CampaignId campaign, WorkspaceId workspace) {
        boolean campaignLives = campaign == null
                || PgTx.sql(tx, """
                                select 1 from cmo_campaigns
                                where tenant_id = :tenant and id = :id and deleted_at is null
                                """).bind("id", campaign).find(row -> true).isPresent();
        return campaignLives
                ? Rejected.field("workspace_id", "workspace.unknown", "there is no workspace " + workspace)
                : Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + campaign);
    }

    @Override
    public Engagement engagement(Tx tx, LeadId lead) {
        Map<String, Long> activities = new HashMap<>();
        List<Instant> engaged = PgTx.sql(tx, """
                        select type, count(*) as times, max(occurred_at) as last_at from crm_activities
                        where tenant_id = :tenant and lead_id = :lead_id
                        group by type
                        """).bind("lead_id", lead).list(row -> {
            String type = Columns.text(row, "type");
            activities.put(type, row.getLong("times"));
            return engaging.contains(type) ? Columns.instant(row, "last_at") : Instant.MIN;
        });
        Instant last = engaged.stream().max(Instant::compareTo).orElse(Instant.MIN);
        return new Engagement(activities, last.equals(Instant.MIN) ? null : last);
    }

    @Override
    public Deliverability deliverability(Tx tx, ContactId contact) {
        return deliverability(tx, List.of(contact)).getOrDefault(contact, Deliverability.DELIVERABLE);
    }

    /** Of the soft bounces only the latest are read: those that are enough. Bounces of an earlier address are not. */
    @Override
    public Map<ContactId, Deliverability> deliverability(Tx tx, List<ContactId> contacts) {
        Map<ContactId, Deliverability> known = PgTx.sql(tx, """
                        select c.id,
                            exists (
                                select from crm_activities a
                                where a.tenant_id = :tenant and a.contact_id = c.id and a.type = 'email_bounced'
                                    and a.occurred_at >= coalesce(c.email_since, '-infinity')
                                    and a.meta ->> 'bounce_type' is distinct from 'soft') as hard,
                            array(
                                select a.occurred_at from crm_activities a
                                where a.tenant_id = :tenant and a.contact_id = c.id and a.type = 'email_bounced'
                                    and a.occurred_at >= coalesce(c.email_since, '-infinity')
                                    and a.meta ->> 'bounce_type' = 'soft'
                                order by a.occurred_at desc limit :enough) as soft,
                            (select max(a.occurred_at) from crm_activities a
                                where a.tenant_id = :tenant and a.contact_id = c.id
                                    and a.type = any (cast(:reaching as text[]))) as reached
                        from crm_contacts c
                        where c.tenant_id = :tenant and c.id = any (cast(:contacts as uuid[]))
                        """)
                .bind("contacts", contacts)
                .bind("reaching", reaching)
                .bind("enough", Deliverability.SOFT_BOUNCES)
                .list(row -> Map.entry(new ContactId(Columns.uuid(row, "id")), deliverability(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<ContactId, Deliverability> all = new HashMap<>();
        contacts.forEach(contact -> all.put(contact, known.getOrDefault(contact, Deliverability.DELIVERABLE)));
        return all;
    }

    private static Deliverability deliverability(ResultSet row) throws SQLException {
        List<Instant> soft = Arrays.stream((Object[]) row.getArray("soft").getArray())
                .map(time -> ((java.sql.Timestamp) time).toInstant())
                .toList();
        return Deliverability.of(row.getBoolean("hard"), soft, Columns.instantOrNull(row, "reached"));
    }

    /** Of each channel the leads are read as far as the first who does not refuse it. */
    @Override
    public Set<String> refusing(Tx tx, CampaignId campaign, List<String> channels) {
        return Set.copyOf(PgTx.sql(tx, """
                        with people as not materialized (
                            select c.consent
                            from crm_leads l
                            join crm_contacts c on c.tenant_id = l.tenant_id and c.id = l.contact_id
                            where l.tenant_id = :tenant and l.campaign_id = :campaign and l.deleted_at is null
                                and c.tenant_id = :tenant and c.deleted_at is null)
                        select distinct channel
                        from unnest(cast(:channels as text[])) as channel
                        where exists (select from people)
                            and not exists (
                                select from people
                                where consent -> channel ->> 'state' is distinct from 'withdrawn')
                        """)
                .bind("campaign", campaign)
                .bind("channels", channels)
                .list(row -> Columns.text(row, "channel")));
    }

    @Override
    public void insert(Tx tx, LeadScore score) {
        PgTx.sql(tx, """
                        insert into lead_scores (tenant_id, id, lead_id, score, reasons, scored_at)
                        values (:tenant, :id, :lead_id, :score, cast(:reasons as jsonb), :scored_at)
                        """)
                .bind("id", score.id())
                .bind("lead_id", score.leadId())
                .bind("score", score.score())
                .bind("reasons", Json.text(score.reasons()))
                .bind("scored_at", score.scoredAt())
                .execute();
    }

    @Override
    public List<LeadScore> scores(Tx tx, LeadId lead) {
        return PgTx.sql(tx, """
                        select id, lead_id, score, reasons, scored_at from lead_scores
                        where tenant_id = :tenant and lead_id = :lead_id
                        order by scored_at desc, id desc
                        limit 200
                        """).bind("lead_id", lead).list(PgLeadStore::score);
    }

    @Override
    public List<LeadRouter.Candidate> candidates(Tx tx, WorkspaceId workspace) {
        return PgTx.sql(tx, """
                        select m.user_id, m.role,
                            (select count(*) from crm_leads l
                                where l.tenant_id = :tenant and l.owner_id = m.user_id and l.deleted_at is null
                                    and l.status not in ('won', 'lost', 'disqualified')) as open_leads
                        from memberships m
                        where m.tenant_id = :tenant
                            and (m.workspace_ids = '[]' or m.workspace_ids @> to_jsonb(cast(:workspace as text)))
                        order by m.created_at, m.id
                        """)
                .bind("workspace", workspace.toString())
                .list(row -> new LeadRouter.Candidate(
                        new UserId(Columns.uuid(row, "user_id")),
                        Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)),
                        row.getLong("open_leads")));
    }

    private static LeadScore score(ResultSet row) throws SQLException {
        return new LeadScore(
                new LeadScoreId(Columns.uuid(row, "id")),
                new LeadId(Columns.uuid(row, "lead_id")),
                row.getInt("score"),
                List.of((LeadScoring.Reason[]) Json.read(Columns.text(row, "reasons"), LeadScoring.Reason[].class)),
                Columns.instant(row, "scored_at"));
    }
}
