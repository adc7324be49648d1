-- What a listener failed at is a record like others: it is listed, told again and dismissed; see docs/adr/0017. Each row has
-- the event's own words, so it stays when the telling is forgotten. Row security holds for the owner too, who is nobody's
-- tenant.
set role "${owner}";

alter table events_set_aside rename column type to event_type;
alter table events_set_aside rename column at to set_aside_at;
alter table events_set_aside
    alter column listener type text collate "C",
    alter column event_type type text collate "C",
    add column id           uuid,
    add column workspace_id uuid,
    add column tries        int,
    add column created_at   timestamptz,
    add column updated_at   timestamptz,
    add column version      bigint,
    add column deleted_at   timestamptz;

alter table events_set_aside no force row level security;
-- Until now every event was told five times, and nobody could have one told again.
update events_set_aside set
    id = event_id(event_id, listener),
    workspace_id = cast(data ->> 'workspace_id' as uuid),
    tries = 5,
    created_at = set_aside_at,
    updated_at = set_aside_at,
    version = 1;
alter table events_set_aside force row level security;

alter table events_set_aside
    alter column id set not null,
    alter column tries set not null,
    alter column created_at set not null,
    alter column updated_at set not null,
    alter column version set not null,
    drop constraint events_set_aside_pkey,
    add primary key (tenant_id, id);
create unique index events_set_aside_event_id_listener_key
    on events_set_aside (tenant_id, event_id, listener) where deleted_at is null;
create index events_set_aside_created on events_set_aside (tenant_id, created_at, id);
drop index events_set_aside_at;
grant update on events_set_aside to "${app}";

reset role;
