-- What happened, told in the transaction that made it happen; see docs/adr/0017.
set role "${owner}";

-- The order in which everybody hears events.
create sequence domain_event_positions;

-- One telling: events of one type of one tenant that one transaction told together. A position is only taken once the
-- transaction has its number, so whoever waits for all up to a number knows that no earlier position is to come.
create table domain_events (
    tenant_id uuid not null,
    position  bigint not null default
                  (case when pg_current_xact_id() is not null then nextval('domain_event_positions') end),
    type      text not null,
    ids       uuid[] not null,
    told_at   timestamptz not null,
    -- How many workflow executions led to it.
    hops      smallint not null default coalesce(nullif(current_setting('app.hops', true), '')::smallint, 0),
    -- What each says, in the order of the ids; null where the ids are those of activities, which say it themselves.
    data      jsonb,
    primary key (tenant_id, position)
);
-- Not by tenant: those who pass events on read what is new, whose ever it is.
create unique index domain_events_in_order on domain_events (position);
call seal('domain_events');
grant select, insert on domain_events to "${app}";
grant usage on sequence domain_event_positions to "${app}";

-- The id of an event that follows from something with an id: its time, and random bits that are always the same.
create function event_id(cause uuid, what text) returns uuid
language sql
immutable parallel safe
return (left(cause::text, 24) || left(md5(cause::text || what), 12))::uuid;

-- Who writes for all tenants tells for all tenants.
grant insert on domain_events to "${spine}", "${jobs}";
grant usage on sequence domain_event_positions to "${spine}", "${jobs}";
call admit('${spine}', 'domain_events');
call admit('${jobs}', 'domain_events');

-- How far each listener has heard, and how far events are forgotten ('' is nobody's name). Of no tenant.
create table event_cursors (
    listener text primary key,
    position bigint not null,
    part     int not null,
    moved_at timestamptz not null
);
alter table event_cursors enable row level security;
alter table event_cursors force row level security;
call admit('${events}', 'event_cursors');
grant select, insert, update on event_cursors to "${events}";

-- What a listener failed to handle.
create table events_set_aside (
    tenant_id  uuid not null,
    listener   text not null,
    event_id   uuid not null,
    type       text not null,
    occurred_at timestamptz not null,
    hops       smallint not null,
    data       jsonb not null,
    error      text not null,
    at         timestamptz not null,
    primary key (tenant_id, listener, event_id)
);
create index events_set_aside_at on events_set_aside (tenant_id, at);
call seal('events_set_aside');
grant select, insert on events_set_aside to "${app}";

-- Those who pass events on.
grant select, delete on domain_events to "${events}";
grant select (tenant_id, id, type, channel, contact_id, lead_id, campaign_id, occurred_at) on crm_activities to "${events}";
grant select (tenant_id, id, workspace_id) on cmo_campaigns to "${events}";
call admit('${events}', 'domain_events');
call admit('${events}', 'crm_activities');
call admit('${events}', 'cmo_campaigns');

reset role;
