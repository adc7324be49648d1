-- The CRM spine. Every key begins with the tenant, so that a reference to another tenant's row cannot be written down
-- and the tables can be distributed by tenant. Activities and events have a person and a campaign, always.
set role "${owner}";

-- What is said about being written to, by channel: {"email": {"state": "granted", "at": "2026-05-01T10:00:00Z"}}. Of
-- two statements the later one holds, and of two at the same moment the withdrawal (Consent.merge). Immutable although
-- it reads times, because those that it reads name their zone.
create function consent_merge(one jsonb, other jsonb) returns jsonb
language sql
immutable parallel safe
return (
    select coalesce(jsonb_object_agg(channel, said), '{}')
    from (
        select distinct on (channel) channel, said
        from (select * from jsonb_each(one) union all select * from jsonb_each(other)) as statements (channel, said)
        order by channel, (said ->> 'at')::timestamptz desc, said ->> 'state' desc
    ) as latest
);

-- How far along a lead is (LeadStatus.rank): automatic triggers only ever raise it.
create function lead_status_rank(status text) returns int
language sql
immutable parallel safe
return case status
    when 'new' then 0
    when 'cold' then 0
    when 'contacted' then 1
    when 'engaged' then 2
    when 'qualified' then 3
    when 'proposal' then 4
    else 5
end;

-- The words that a contact is found by: lower-case runs of letters and digits. Each carries the tail of its tenant's
-- id (48 random bits of a version 7 UUID), so that a look-up in the shared index touches no other tenant's entries: its
-- cost does not grow with the number of tenants. The tail only narrows the search; the tenant itself is compared too.
create function contact_words(tenant uuid, texts text) returns text[]
language sql
immutable parallel safe
return (
    select coalesce(array_agg(distinct right(tenant::text, 12) || word), '{}')
    from regexp_split_to_table(lower(texts), '[^[:alnum:]]+') as words (word)
    where word <> ''
);

create table crm_contacts (
    tenant_id   uuid not null references tenants (id),
    id          uuid not null,
    email       text not null,
    email_since timestamptz,
    phone       text,
    first_name  text,
    last_name   text,
    company     text,
    title       text,
    location    text,
    consent     jsonb not null,
    attributes  jsonb not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    version     bigint not null,
    deleted_at  timestamptz,
    words       tsvector not null generated always as (array_to_tsvector(contact_words(
                    tenant_id,
                    coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(company, '') || ' '
                        || coalesce(title, '') || ' ' || email))) stored,
    primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index crm_contacts_email_key on crm_contacts (tenant_id, email) where deleted_at is null;
create index crm_contacts_by_phone on crm_contacts (tenant_id, phone) where phone is not null and deleted_at is null;
create index crm_contacts_by_company on crm_contacts (tenant_id, company) where company is not null;
create index crm_contacts_created on crm_contacts (tenant_id, created_at, id);
create index crm_contacts_by_update on crm_contacts (tenant_id, updated_at, id);
-- Its keys begin with the tenant in their own way, see contact_words. The list of entries that are not merged yet is
-- read by every search, so it is kept short.
create index crm_contacts_words on crm_contacts using gin (words) with (gin_pending_list_limit = 256);
call seal('crm_contacts');
grant select, insert, update on crm_contacts to "${app}";

create table crm_leads (
    tenant_id       uuid not null,
    id              uuid not null,
    contact_id      uuid not null,
    workspace_id    uuid not null,
    campaign_id     uuid,
    owner_id        uuid,
    status          text not null check (status in
                        ('new', 'cold', 'contacted', 'engaged', 'qualified', 'proposal', 'won', 'lost', 'disqualified')),
    score           int not null check (score between 0 and 100),
    score_reasons   jsonb not null,
    budget_min      numeric,
    budget_currency text,
    source          text,
    last_contact_at timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references crm_contacts (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
) with (fillfactor = 75);
create unique index crm_leads_contact_id_campaign_id_key on crm_leads (tenant_id, contact_id, campaign_id)
    nulls not distinct where deleted_at is null;
create index crm_leads_created on crm_leads (tenant_id, created_at, id);
create index crm_leads_by_update on crm_leads (tenant_id, updated_at, id);
create index crm_leads_by_score on crm_leads (tenant_id, score, id);
create index crm_leads_by_last_contact on crm_leads (tenant_id, last_contact_at, id);
create index crm_leads_by_status on crm_leads (tenant_id, status, created_at, id);
create index crm_leads_by_owner on crm_leads (tenant_id, owner_id, created_at, id) where owner_id is not null;
create index crm_leads_by_campaign on crm_leads (tenant_id, campaign_id, created_at, id);
call seal('crm_leads');
grant select, insert, update on crm_leads to "${app}";

create table crm_activities (
    tenant_id   uuid not null,
    id          uuid not null,
    type        text not null,
    channel     text not null,
    contact_id  uuid not null,
    lead_id     uuid,
    campaign_id uuid not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    meta        jsonb not null,
    stat        text,             -- what it was counted as when it was recorded, so that a recount needs no catalogue
    is_reply    boolean not null, -- whether it was counted as a reply to the campaign
    primary key (tenant_id, id),
    foreign key (tenant_id, contact_id) references crm_contacts (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index crm_activities_of_lead on crm_activities (tenant_id, lead_id, occurred_at desc, id desc)
    where lead_id is not null;
create index crm_activities_of_contact on crm_activities (tenant_id, contact_id, occurred_at desc, id desc);
create index crm_activities_of_campaign on crm_activities (tenant_id, campaign_id, occurred_at);
create index crm_activities_bounces on crm_activities (tenant_id, contact_id, occurred_at) where type = 'email_bounced';
call seal('crm_activities');
-- Append only.
grant select, insert on crm_activities to "${app}";

-- What was told, as it was told. Its key is what makes an event happen once. A channel that has no table of its own
-- goes into the last one, so that a new channel needs no migration.
create table channel_events (
    tenant_id         uuid not null,
    channel           text not null,
    provider          text not null,
    provider_event_id text not null,
    activity_id       uuid not null,
    activity_type     text not null,
    message_id        text,
    in_reply_to       text[] not null default '{}',
    occurred_at       timestamptz not null,
    recorded_at       timestamptz not null,
    payload           jsonb not null,
    primary key (tenant_id, channel, provider, provider_event_id),
    foreign key (tenant_id, activity_id) references crm_activities (tenant_id, id)
) partition by list (channel);
create table email_events partition of channel_events for values in ('email');
create table sms_events partition of channel_events for values in ('sms');
create table voice_events partition of channel_events for values in ('voice');
create table linkedin_events partition of channel_events for values in ('linkedin');
create table landing_events partition of channel_events for values in ('landing_page');
create table other_events partition of channel_events default;
call seal('channel_events');
grant select, insert on channel_events to "${app}";
-- A partition that is named itself is asked by its own policies.
call seal('email_events');
call seal('sms_events');
call seal('voice_events');
call seal('linkedin_events');
call seal('landing_events');
call seal('other_events');
grant select on email_events, sms_events, voice_events, linkedin_events, landing_events, other_events to "${app}";

create table campaign_channel_stats_daily (
    tenant_id       uuid not null,
    campaign_id     uuid not null,
    channel         text collate "C" not null,
    day             date not null,
    sends           bigint not null default 0,
    deliveries      bigint not null default 0,
    opens           bigint not null default 0,
    clicks          bigint not null default 0,
    replies         bigint not null default 0,
    bounces         bigint not null default 0,
    meetings_booked bigint not null default 0,
    primary key (tenant_id, campaign_id, channel, day),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
) with (fillfactor = 50);
call seal('campaign_channel_stats_daily');
grant select, insert, update, delete on campaign_channel_stats_daily to "${app}";

-- Replies find what they answer by its Message-ID.
create table sent_messages (
    tenant_id   uuid not null,
    message_id  text not null,
    contact_id  uuid not null,
    lead_id     uuid,
    campaign_id uuid not null,
    sent_at     timestamptz not null,
    primary key (tenant_id, message_id),
    foreign key (tenant_id, contact_id) references crm_contacts (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
call seal('sent_messages');
grant select, insert, update on sent_messages to "${app}";

create table outbound_sequences (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    campaign_id  uuid not null,
    name         text collate "C" not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index outbound_sequences_created on outbound_sequences (tenant_id, created_at, id);
create index outbound_sequences_by_name on outbound_sequences (tenant_id, name, id);
create index outbound_sequences_by_campaign on outbound_sequences (tenant_id, campaign_id);
call seal('outbound_sequences');
grant select, insert, update on outbound_sequences to "${app}";

create table outbound_sequence_steps (
    tenant_id   uuid not null,
    id          uuid not null,
    sequence_id uuid not null,
    position    int not null check (position >= 0),
    channel     text not null,
    delay_hours int not null check (delay_hours between 0 and 8760),
    subject     text,
    body        text not null,
    primary key (tenant_id, id),
    constraint outbound_sequence_steps_sequence_id_position_key unique (tenant_id, sequence_id, position),
    foreign key (tenant_id, sequence_id) references outbound_sequences (tenant_id, id)
);
call seal('outbound_sequence_steps');
grant select, insert, delete on outbound_sequence_steps to "${app}";

create table outbound_sequence_runs (
    tenant_id     uuid not null,
    id            uuid not null,
    sequence_id   uuid not null,
    lead_id       uuid not null,
    contact_id    uuid not null,
    status        text not null check (status in ('active', 'paused', 'completed', 'stopped')),
    next_step     int not null,
    next_step_at  timestamptz not null,
    paused_reason text,
    paused_at     timestamptz,
    paused_by     uuid,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint not null,
    deleted_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, sequence_id) references outbound_sequences (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id),
    foreign key (tenant_id, contact_id) references crm_contacts (tenant_id, id),
    constraint a_paused_run_says_why check (status <> 'paused' or paused_reason is not null)
) with (fillfactor = 75);
-- What an event may pause, by lead and by person.
create index outbound_sequence_runs_pausable on outbound_sequence_runs (tenant_id, lead_id)
    where status in ('active', 'paused');
create index outbound_sequence_runs_pausable_of_contact on outbound_sequence_runs (tenant_id, contact_id)
    where status in ('active', 'paused');
create index outbound_sequence_runs_of_lead on outbound_sequence_runs (tenant_id, lead_id, created_at, id);
create index outbound_sequence_runs_of_sequence on outbound_sequence_runs (tenant_id, sequence_id, created_at, id);
create index outbound_sequence_runs_created on outbound_sequence_runs (tenant_id, created_at, id);
call seal('outbound_sequence_runs');
grant select, insert, update on outbound_sequence_runs to "${app}";

create table automation_steps (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    campaign_id  uuid not null,
    position     int not null,
    kind         text not null check (kind in ('trigger', 'wait', 'condition', 'action')),
    name         text not null,
    config       jsonb not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create unique index automation_steps_position_campaign_id_key on automation_steps (tenant_id, campaign_id, position)
    where deleted_at is null;
create index automation_steps_created on automation_steps (tenant_id, created_at, id);
call seal('automation_steps');
grant select, insert, update on automation_steps to "${app}";

create table notes (
    tenant_id  uuid not null,
    id         uuid not null,
    lead_id    uuid not null,
    author_id  uuid,
    body       text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version    bigint not null,
    deleted_at timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id)
);
create index notes_of_lead on notes (tenant_id, lead_id, created_at, id);
create index notes_created on notes (tenant_id, created_at, id);
call seal('notes');
grant select, insert, update on notes to "${app}";

create table lead_scores (
    tenant_id uuid not null,
    id        uuid not null,
    lead_id   uuid not null,
    score     int not null check (score between 0 and 100),
    reasons   jsonb not null,
    scored_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id)
);
create index lead_scores_of_lead on lead_scores (tenant_id, lead_id, scored_at desc, id desc);
call seal('lead_scores');
grant select, insert on lead_scores to "${app}";

-- Work that is done later. A job is due when it may be taken, or, while it runs, when whoever took it is given up.
create table jobs (
    tenant_id  uuid not null,
    id         uuid not null,
    kind       text not null,
    payload    jsonb not null,
    status     text not null default 'queued'
                   check (status in ('queued', 'running', 'succeeded', 'failed', 'dead', 'cancelled')),
    tries      int not null default 0,
    error      text,
    result     jsonb,
    due_at     timestamptz not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, id)
) with (fillfactor = 75);
-- Not by tenant: workers take what is due, whose ever it is. By kind, so that they need not read past what they cannot do.
create index jobs_due on jobs (kind, due_at, id) where status in ('queued', 'running');
call seal('jobs');
grant select, insert on jobs to "${app}";
grant select, update on jobs to "${jobs}";
call admit('${jobs}', 'jobs');

-- The group-committing writer: what it resolves events by, and what they change. Its tenants come from credentials that
-- were verified before.
grant select (id, time_zone) on tenants to "${spine}";
grant select on workspaces, cmo_campaigns, crm_contacts, crm_leads, crm_activities, channel_events,
    campaign_channel_stats_daily, sent_messages, outbound_sequence_runs to "${spine}";
grant insert on crm_activities, channel_events, campaign_channel_stats_daily, sent_messages, jobs to "${spine}";
grant update on campaign_channel_stats_daily, sent_messages to "${spine}";
grant update (status, last_contact_at, updated_at, version) on crm_leads to "${spine}";
grant update (consent, updated_at, version) on crm_contacts to "${spine}";
grant update (reply_count, updated_at, version) on cmo_campaigns to "${spine}";
grant update (status, paused_reason, paused_at, paused_by, updated_at, version) on outbound_sequence_runs to "${spine}";
call admit('${spine}', 'tenants');
call admit('${spine}', 'workspaces');
call admit('${spine}', 'cmo_campaigns');
call admit('${spine}', 'crm_contacts');
call admit('${spine}', 'crm_leads');
call admit('${spine}', 'crm_activities');
call admit('${spine}', 'channel_events');
call admit('${spine}', 'campaign_channel_stats_daily');
call admit('${spine}', 'sent_messages');
call admit('${spine}', 'outbound_sequence_runs');
call admit('${spine}', 'jobs');

reset role;
