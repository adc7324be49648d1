-- What is sent to people: through whom, by which rules, to whom not, and what became of each message.
set role "${owner}";

create table channel_connections (
    tenant_id          uuid not null references tenants (id),
    id                 uuid not null,
    channel            text not null,
    provider           text not null,
    name               text not null,
    sender             text,
    settings           jsonb not null,
    credentials        text not null check (credentials like 'sealed:%'),
    daily_limit        int not null check (daily_limit >= 0),
    enabled            boolean not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    version            bigint not null,
    deleted_at         timestamptz,
    primary key (tenant_id, id)
);
create index channel_connections_created on channel_connections (tenant_id, created_at, id);
call seal('channel_connections');
grant select, insert, update on channel_connections to "${app}";

create table sending_policies (
    tenant_id     uuid not null,
    id            uuid not null,
    workspace_id  uuid not null,
    sending_hours jsonb not null,
    frequency_cap jsonb not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint not null,
    deleted_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
create unique index sending_policies_workspace_id_key on sending_policies (tenant_id, workspace_id)
    where deleted_at is null;
create index sending_policies_created on sending_policies (tenant_id, created_at, id);
call seal('sending_policies');
grant select, insert, update on sending_policies to "${app}";

alter table outbound_sequences add column sending_hours jsonb;

create table outbound_messages (
    tenant_id           uuid not null,
    id                  uuid not null,
    workspace_id        uuid not null,
    campaign_id         uuid,
    lead_id             uuid,
    contact_id          uuid,
    sequence_run_id     uuid,
    step                int not null check (step >= 0),
    channel             text not null,
    provider            text not null,
    connection_id       uuid,
    sender              text,
    recipient           text,
    subject             text,
    body                text,
    message_id          text,
    status              text not null check (status in
                            ('queued', 'sending', 'sent', 'captured', 'failed', 'uncertain', 'skipped')),
    attempts            int not null check (attempts >= 0),
    reason              text,
    provider_message_id text,
    due_at              timestamptz not null,
    sending_at          timestamptz,
    sent_at             timestamptz,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             bigint not null,
    deleted_at          timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id),
    foreign key (tenant_id, contact_id) references crm_contacts (tenant_id, id),
    foreign key (tenant_id, sequence_run_id) references outbound_sequence_runs (tenant_id, id),
    foreign key (tenant_id, connection_id) references channel_connections (tenant_id, id)
) with (fillfactor = 75);
-- A step is one message, whoever asks and however often.
create unique index outbound_messages_of_step on outbound_messages (tenant_id, sequence_run_id, step)
    where sequence_run_id is not null and deleted_at is null;
create index outbound_messages_created on outbound_messages (tenant_id, created_at, id);
create index outbound_messages_by_update on outbound_messages (tenant_id, updated_at, id);
create index outbound_messages_by_status on outbound_messages (tenant_id, status, created_at, id);
create index outbound_messages_of_lead on outbound_messages (tenant_id, lead_id, created_at, id)
    where lead_id is not null;
-- What limits are counted by.
create index outbound_messages_to on outbound_messages (tenant_id, contact_id, sending_at desc)
    where contact_id is not null and sending_at is not null;
create index outbound_messages_through on outbound_messages (tenant_id, connection_id, sending_at)
    where connection_id is not null and sending_at is not null;
call seal('outbound_messages');
grant select, insert, update on outbound_messages to "${app}";

create table suppressions (
    tenant_id      uuid not null references tenants (id),
    id             uuid not null,
    address        text not null,
    channel        text not null,
    reason         text not null,
    since          timestamptz not null,
    removed_reason text,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    version        bigint not null,
    deleted_at     timestamptz,
    primary key (tenant_id, id)
);
create unique index suppressions_address_channel_key on suppressions (tenant_id, address, channel)
    where deleted_at is null;
create index suppressions_created on suppressions (tenant_id, created_at, id);
call seal('suppressions');
grant select, insert, update on suppressions to "${app}";

-- Runs that began before anybody sent their steps are looked at when they are due. Row security holds for the owner too,
-- who is nobody's tenant.
alter table outbound_sequence_runs no force row level security;
alter table jobs no force row level security;
insert into jobs (tenant_id, id, kind, payload, ready, dedupe_key, due_at, created_at, updated_at)
select r.tenant_id, gen_random_uuid(), 'send-sequence-step', jsonb_build_object('run_id', r.id),
    r.next_step_at <= now(), r.id || ':' || r.next_step || ':' || floor(extract(epoch from r.next_step_at) * 1000)::bigint, r.next_step_at,
    now(), now()
from outbound_sequence_runs r
where r.status = 'active' and r.deleted_at is null;
alter table jobs force row level security;
alter table outbound_sequence_runs force row level security;

reset role;
