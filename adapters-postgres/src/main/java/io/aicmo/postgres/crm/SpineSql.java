package io.aicmo.postgres.crm;

/**
 * The statement that applies decisions, in its parts. Put together in {@link #LIGHT} for events that happened and count,
 * and in {@link #WHOLE} for batches in which one also changes a lead, a person, a sequence or a campaign.
 *
 * <p>The server runs the steps that nothing reads from the bottom up. So the rows that many writers want, campaigns and
 * their daily statistics, are locked last, when the commit is near; and always in the order of their keys.
 */
final class SpineSql {
    private SpineSql() {}

    /**
     * Finds out whose each event is and which campaign's, and records those that can be attributed and are new; the
     * steps after it feed on these alone. Whether an event was seen before is left to its key: most were not. Each
     * look-up is a part with a limit of its own, so that it is done by index for one row at a time; no two parts of the
     * batch are joined with each other, because the server would compare every row with every other.
     */
    private static final String RESOLVE = """
            with given as materialized (
                select i.tenant_id, i.activity_id, i.channel, i.type, i.provider, i.provider_event_id, i.lead_id,
                    i.contact_id, i.email, i.phone, i.campaign_id,
                    'epoch'::timestamptz + i.occurred_at * interval '1 microsecond' as occurred_at,
                    'epoch'::timestamptz + i.recorded_at * interval '1 microsecond' as recorded_at,
                    i.message_id, i.starts_thread, string_to_array(i.in_reply_to, ' ') as in_reply_to,
                    i.payload::jsonb as payload, i.stat, i.is_reply, i.pause_reason, i.pauses_person, i.advance_to,
                    i.consents, i.contacts, string_to_array(i.workspaces, ' ')::uuid[] as workspaces, i.n
                from unnest(
                        ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[],
                        ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::text[],
                        ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::text[], ?::text[],
                        ?::boolean[], ?::text[])
                    with ordinality as i(
                        tenant_id, activity_id, channel, type, provider, provider_event_id, lead_id, contact_id, email,
                        phone, campaign_id, occurred_at, recorded_at, message_id, starts_thread, in_reply_to, payload,
                        stat, is_reply, pause_reason, pauses_person, advance_to, consents, contacts, workspaces, n)
            ),
            resolved as materialized (
                select g.tenant_id, g.activity_id, g.channel, g.type, g.provider, g.provider_event_id, g.occurred_at,
                    g.recorded_at, g.message_id, g.starts_thread, g.in_reply_to, g.payload, g.stat, g.is_reply,
                    g.pause_reason, g.pauses_person, g.advance_to, g.consents, g.contacts, g.n,
                    who.person_id, who.lead_id, who.lead_status, found.campaign_id,
                    case when g.stat is not null then
                        (g.occurred_at at time zone
                            (select t.time_zone from tenants t where t.id = g.tenant_id))::date
                    end as day,
                    case
                        when who.refusal is not null then who.refusal
                        when g.campaign_id is not null and not exists (
                            select from cmo_campaigns c
                            where c.tenant_id = g.tenant_id and c.id = g.campaign_id and c.deleted_at is null
                            offset 0) then 'campaign.unknown'
                        when g.workspaces is not null and found.campaign_id is not null and (
                            who.workspace_id <> all (g.workspaces)
                            or not exists (
                                select from cmo_campaigns c
                                where c.tenant_id = g.tenant_id and c.id = found.campaign_id
                                    and c.workspace_id = any (g.workspaces)
                                offset 0)) then 'elsewhere'
                    end as refusal
                from given g
                left join lateral (
                    select person.id as person_id, of_lead.id as lead_id, of_lead.status as lead_status,
                        of_lead.workspace_id, coalesce(message.campaign_id, of_lead.campaign_id) as campaign_id,
                        case
                            when g.lead_id is not null and named.by_lead is null then 'lead.unknown'
                            when g.contact_id is not null and named.by_id is null then 'contact.unknown'
                            when person.id is null then 'party.unknown'
                            when person.id <> named.by_id then 'party.differs contact_id'
                            when person.id <> named.by_email then 'party.differs email'
                            when person.id <> named.by_phone then 'party.differs phone'
                        end as refusal
                    from (
                        select others.by_lead, others.by_id, others.by_email,
                            (select c.id from crm_contacts c
                             where c.tenant_id = g.tenant_id and c.phone = g.phone and c.deleted_at is null
                             order by coalesce(
                                     c.id = coalesce(others.by_lead, others.by_id, others.by_email), false) desc,
                                 c.created_at, c.id
                             limit 1) as by_phone
                        from (
                            select
                                (select l.contact_id from crm_leads l
                                 where l.tenant_id = g.tenant_id and l.id = g.lead_id and l.deleted_at is null
                                 limit 1) as by_lead,
                                (select c.id from crm_contacts c
                                 where c.tenant_id = g.tenant_id and c.id = g.contact_id and c.deleted_at is null
                                 limit 1) as by_id,
                                (select c.id from crm_contacts c
                                 where c.tenant_id = g.tenant_id and c.email = g.email and c.deleted_at is null
                                 limit 1) as by_email
                            offset 0) others
                        offset 0) named
                    left join lateral (
                        select s.contact_id, s.lead_id, s.campaign_id
                        from unnest(case
                                when g.message_id is null or g.starts_thread then g.in_reply_to
                                else g.in_reply_to || g.message_id
                            end) with ordinality as answered(message_id, place)
                        cross join lateral (
                            select m.contact_id, m.lead_id, m.campaign_id from sent_messages m
                            where m.tenant_id = g.tenant_id and m.message_id = answered.message_id
                            limit 1) s
                        where coalesce(named.by_lead, named.by_id, named.by_email, named.by_phone, s.contact_id)
                            = s.contact_id
                        order by answered.place
                        limit 1) message on true
                    left join lateral (
                        select coalesce(
                            named.by_lead, named.by_id, named.by_email, named.by_phone, message.contact_id) as id
                        offset 0) person on true
                    left join lateral (
                        select l.id, l.campaign_id, l.workspace_id, l.status from crm_leads l
                        where l.tenant_id = g.tenant_id and l.contact_id = person.id and l.deleted_at is null
                        order by coalesce(l.id = g.lead_id, false) desc, coalesce(l.id = message.lead_id, false) desc,
                            coalesce(l.campaign_id = g.campaign_id, false) desc,
                            coalesce(l.workspace_id = any (g.workspaces), true) desc,
                            lead_status_rank(l.status) = 5, l.created_at desc, l.id desc
                        limit 1) of_lead on true
                    offset 0) who on true
                cross join lateral (
                    select coalesce(
                        g.campaign_id, who.campaign_id,
                        (select w.direct_campaign_id from workspaces w
                         where w.tenant_id = g.tenant_id and w.id = who.workspace_id),
                        (select w.direct_campaign_id from workspaces w
                         where w.tenant_id = g.tenant_id and w.deleted_at is null
                            and (g.workspaces is null or w.id = any (g.workspaces))
                         order by w.created_at, w.id limit 1)) as campaign_id) found
            ),
            recorded as (
                insert into channel_events (
                    tenant_id, channel, provider, provider_event_id, activity_id, activity_type, message_id,
                    in_reply_to, occurred_at, recorded_at, payload)
                select distinct on (r.tenant_id, r.channel, r.provider, r.provider_event_id)
                    r.tenant_id, r.channel, r.provider, r.provider_event_id, r.activity_id, r.type, r.message_id,
                    coalesce(r.in_reply_to, '{}'), r.occurred_at, r.recorded_at, r.payload
                from resolved r
                where r.refusal is null and r.campaign_id is not null
                order by r.tenant_id, r.channel, r.provider, r.provider_event_id, r.n
                on conflict do nothing
                returning activity_id
            ),
            fresh as materialized (
                select r.* from resolved r
                where (r.activity_id in (select e.activity_id from recorded e)) is true
            )
            """;

    /** Daily statistics, grouped first and in the order of their keys: they are what all writers want at once. */
    private static final String COUNT = """
            , stats as (
                insert into campaign_channel_stats_daily as s (
                    tenant_id, campaign_id, channel, day,
                    sends, deliveries, opens, clicks, replies, bounces, meetings_booked)
                select f.tenant_id, f.campaign_id, f.channel, f.day,
                    count(*) filter (where f.stat = 'sends'), count(*) filter (where f.stat = 'deliveries'),
                    count(*) filter (where f.stat = 'opens'), count(*) filter (where f.stat = 'clicks'),
                    count(*) filter (where f.stat = 'replies'), count(*) filter (where f.stat = 'bounces'),
                    count(*) filter (where f.stat = 'meetings_booked')
                from fresh f
                where f.stat is not null
                group by f.tenant_id, f.campaign_id, f.channel, f.day
                order by f.tenant_id, f.campaign_id, f.channel, f.day
                on conflict (tenant_id, campaign_id, channel, day) do update set
                    sends = s.sends + excluded.sends, deliveries = s.deliveries + excluded.deliveries,
                    opens = s.opens + excluded.opens, clicks = s.clicks + excluded.clicks,
                    replies = s.replies + excluded.replies, bounces = s.bounces + excluded.bounces,
                    meetings_booked = s.meetings_booked + excluded.meetings_booked
            )
            """;

    private static final String APPEND = """
            , activities as (
                insert into crm_activities (
                    tenant_id, id, type, channel, contact_id, lead_id, campaign_id, occurred_at, recorded_at, meta,
                    stat, is_reply)
                select f.tenant_id, f.activity_id, f.type, f.channel, f.person_id, f.lead_id, f.campaign_id,
                    f.occurred_at, f.recorded_at, coalesce(f.payload -> 'meta', '{}'), f.stat, f.is_reply
                from fresh f
            )
            """;

    private static final String COUNT_REPLIES = """
            , replies as (
                update cmo_campaigns c
                set reply_count = c.reply_count + r.replies, version = c.version + 1,
                    updated_at = greatest(c.updated_at, r.recorded_at)
                from (
                    select f.tenant_id, f.campaign_id, count(*) as replies, max(f.recorded_at) as recorded_at
                    from fresh f
                    where f.is_reply
                    group by f.tenant_id, f.campaign_id
                    order by f.tenant_id, f.campaign_id) r
                where c.tenant_id = r.tenant_id and c.id = r.campaign_id
            )
            """;

    /** What else changes: what the person said about consent, what replies find, what is done afterwards. */
    private static final String TELL = """
            , consents as (
                update crm_contacts c
                set consent = consent_merge(c.consent, s.consents), version = c.version + 1,
                    updated_at = greatest(c.updated_at, s.recorded_at)
                from (
                    select w.tenant_id, w.person_id, jsonb_object_agg(w.channel, w.said) as consents,
                        max(w.recorded_at) as recorded_at
                    from (
                        select distinct on (f.tenant_id, f.person_id, k.key)
                            f.tenant_id, f.person_id, k.key as channel, k.value as said, f.recorded_at
                        from fresh f
                        cross join lateral jsonb_each(f.consents::jsonb) k
                        where f.consents is not null
                        order by f.tenant_id, f.person_id, k.key, f.occurred_at desc, k.value ->> 'state' desc) w
                    group by w.tenant_id, w.person_id
                    order by w.tenant_id, w.person_id) s
                where c.tenant_id = s.tenant_id and c.id = s.person_id and c.deleted_at is null
                    and consent_merge(c.consent, s.consents) <> c.consent
            ),
            messages as (
                insert into sent_messages (tenant_id, message_id, contact_id, lead_id, campaign_id, sent_at)
                select distinct on (f.tenant_id, f.message_id)
                    f.tenant_id, f.message_id, f.person_id, f.lead_id, f.campaign_id, f.occurred_at
                from fresh f
                where f.starts_thread
                order by f.tenant_id, f.message_id, f.n
                on conflict do nothing
            ),
            follow_ups as (
                insert into jobs (tenant_id, id, kind, payload, due_at, created_at, updated_at)
                select f.tenant_id, j.id, j.kind,
                    jsonb_strip_nulls(jsonb_build_object(
                        'activity_id', f.activity_id, 'lead_id', f.lead_id, 'contact_id', f.person_id,
                        'campaign_id', f.campaign_id, 'channel', f.channel, 'activity_type', f.type,
                        'action', j.action)),
                    f.recorded_at, f.recorded_at, f.recorded_at
                from unnest(?::bigint[], ?::uuid[], ?::text[], ?::text[]) as j(n, id, kind, action)
                join fresh f on f.n = j.n
                where f.lead_id is not null or j.kind <> 'auto-score-lead'
            )
            """;

    /** Of what is really new, the activities tell their own event; it is written down that they do, not what they say. */
    private static final String TOLD_ACTIVITIES = """
                select f.tenant_id, 'activity.recorded' as type, array_agg(f.activity_id order by f.n) as ids,
                    max(f.recorded_at) as told_at, null::jsonb as data
                from fresh f
                group by f.tenant_id
            """;

    private static final String NOTE = """
            , told as (
                insert into domain_events (tenant_id, type, ids, told_at, data)
            """ + TOLD_ACTIVITIES + ")";

    /** Tells as well what moved and what paused. The positions are taken while those rows are locked. */
    private static final String NOTE_ALL = """
            , told as (
                insert into domain_events (tenant_id, type, ids, told_at, data)
            """ + TOLD_ACTIVITIES + """
                union all
                select m.tenant_id, 'lead.status_changed',
                    array_agg(event_id(m.activity_id, 'lead.status_changed')), max(m.recorded_at),
                    jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                        'lead_id', m.id, 'contact_id', m.contact_id, 'workspace_id', m.workspace_id,
                        'campaign_id', m.campaign_id, 'from', m.was, 'to', m.status, 'activity_id', m.activity_id)))
                from moved m
                where m.was is not null
                group by m.tenant_id
                union all
                select p.tenant_id, 'sequence.paused',
                    array_agg(event_id(p.paused_by, 'sequence.paused' || p.id)), max(p.recorded_at),
                    jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                        'run_id', p.id, 'sequence_id', p.sequence_id, 'lead_id', p.lead_id,
                        'contact_id', p.contact_id,
                        'workspace_id', (select l.workspace_id from crm_leads l
                            where l.tenant_id = p.tenant_id and l.id = p.lead_id),
                        'reason', p.paused_reason, 'activity_id', p.paused_by)))
                from paused p
                where p.was = 'active'
                group by p.tenant_id
            )
            """;

    /**
     * Leads move forward only; of several causes of a pause the earliest holds, also against one that is kept. What
     * changes is locked first, in the order of the keys, so that it is known what it was before, whoever else is at it.
     */
    private static final String MOVE = """
            , moved as (
                update crm_leads l
                set status = case when m.was is null then l.status else m.advance_to end,
                    last_contact_at = greatest(l.last_contact_at, m.contacted_at),
                    version = l.version + 1,
                    updated_at = greatest(l.updated_at, m.recorded_at)
                from (
                    select m.tenant_id, m.lead_id, m.advance_to, m.activity_id, m.contacted_at, m.recorded_at, held.was
                    from (
                        select f.tenant_id, f.lead_id,
                            (array_agg(f.advance_to order by lead_status_rank(f.advance_to) desc, f.n)
                                filter (where f.advance_to is not null))[1] as advance_to,
                            (array_agg(f.activity_id order by lead_status_rank(f.advance_to) desc, f.n)
                                filter (where f.advance_to is not null))[1] as activity_id,
                            max(f.occurred_at) filter (where f.contacts) as contacted_at,
                            max(f.recorded_at) as recorded_at
                        from fresh f
                        where f.lead_id is not null and (f.contacts or f.advance_to is not null)
                        group by f.tenant_id, f.lead_id
                        order by f.tenant_id, f.lead_id) m
                    left join lateral (
                        select l.status as was from crm_leads l
                        where l.tenant_id = m.tenant_id and l.id = m.lead_id and m.advance_to is not null
                            and lead_status_rank(m.advance_to) > lead_status_rank(l.status)
                        for no key update) held on true) m
                where l.tenant_id = m.tenant_id and l.id = m.lead_id
                    and (m.was is not null
                        or m.contacted_at > l.last_contact_at
                        or m.contacted_at is not null and l.last_contact_at is null)
                returning l.tenant_id, l.id, l.status, l.contact_id, l.workspace_id, l.campaign_id, m.was, m.activity_id,
                    m.recorded_at
            ),
            paused as (
                update outbound_sequence_runs r
                set status = 'paused', paused_reason = h.pause_reason, paused_at = h.occurred_at,
                    paused_by = h.activity_id, version = r.version + 1,
                    updated_at = greatest(r.updated_at, h.recorded_at)
                from (
                    select h.tenant_id, h.id, h.pause_reason, h.occurred_at, h.activity_id, h.recorded_at, held.was
                    from (
                        select distinct on (f.tenant_id, halted.id)
                            f.tenant_id, halted.id, f.pause_reason, f.occurred_at, f.activity_id, f.recorded_at
                        from fresh f
                        cross join lateral (
                            select x.id from outbound_sequence_runs x
                            where x.tenant_id = f.tenant_id and x.contact_id = f.person_id
                                and x.status in ('active', 'paused') and x.deleted_at is null
                                and (f.pauses_person or x.lead_id = f.lead_id)
                            offset 0) halted
                        where f.pause_reason is not null
                        order by f.tenant_id, halted.id, f.occurred_at, f.pause_reason collate "C") h
                    cross join lateral (
                        select r.status as was from outbound_sequence_runs r
                        where r.tenant_id = h.tenant_id and r.id = h.id
                            and (r.status = 'active'
                                or r.status = 'paused'
                                    and (r.paused_at, r.paused_reason collate "C")
                                        > (h.occurred_at, h.pause_reason collate "C"))
                        for no key update) held) h
                where r.tenant_id = h.tenant_id and r.id = h.id
                returning r.tenant_id, r.id, r.sequence_id, r.lead_id, r.contact_id, r.paused_reason, r.paused_by,
                    h.was, h.recorded_at
            )
            """;

    private static final String ANSWER = """
            select 'decision' as kind, r.n,
                case
                    when r.refusal is not null then r.refusal
                    when r.campaign_id is null then 'campaign.unknown'
                    when (r.activity_id in (select e.activity_id from recorded e)) is true then 'new'
                    else 'known'
                end as outcome,
                r.activity_id, r.person_id as contact_id, r.lead_id, r.campaign_id, r.lead_status, 0 as paused_runs
            from resolved r
            """;

    private static final String ANSWER_MOVED = """
            union all
            select 'lead', null, null, null, null, m.id, null, m.status, null
            from moved m
            union all
            select 'run', null, null, p.paused_by, null, null, null, null, count(*)
            from paused p
            group by p.paused_by
            """;

    /** Records events, appends activities, counts. */
    static final String LIGHT = RESOLVE + COUNT + APPEND + NOTE + ANSWER;

    /** Everything that an event can change. */
    static final String WHOLE =
            RESOLVE + COUNT_REPLIES + COUNT + TELL + APPEND + MOVE + NOTE_ALL + ANSWER + ANSWER_MOVED;
}
