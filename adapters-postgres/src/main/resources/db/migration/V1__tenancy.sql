-- Tenants, members and credentials; and the means by which every later table is closed to other tenants.
set role "${owner}";

-- Closes a table to everybody but its own tenant: row security that holds for the owner too, and the one policy of the
-- application. The setting is the empty string, not null, once a transaction that set it has ended; hence nullif.
create procedure seal(sealed regclass, tenant_column name default 'tenant_id')
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s enable row level security', sealed);
    execute format('alter table %s force row level security', sealed);
    execute format(
        'create policy own_tenant on %s to "${app}"
         using (%2$I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
         with check (%2$I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))',
        sealed, tenant_column);
end
$$;
revoke all on procedure seal(regclass, name) from public;

-- Lets one of the roles that span tenants past the row security of a table; what it may do there is a matter of grants.
-- On PostgreSQL 15 a member inherits what its roles may see, so there the policy asks who acts.
create procedure admit(admitted name, sealed regclass)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    rule text := case
        when current_setting('server_version_num')::int >= 160000 then 'true'
        else format('current_user = %L', admitted)
    end;
begin
    execute format('create policy %I on %s to %I using (%s) with check (%4$s)',
                   'every_tenant_for_' || admitted, sealed, admitted, rule);
end
$$;
revoke all on procedure admit(name, regclass) from public;

create table tenants (
    id         uuid primary key,
    name       text not null,
    time_zone  text not null,
    created_at timestamptz not null
);
call seal('tenants', 'id');
grant select, insert on tenants to "${app}";

-- A person may be a member of several tenants, so this table belongs to none.
create table users (
    id         uuid primary key,
    email      text not null constraint users_email_key unique,
    created_at timestamptz not null
);

create table memberships (
    tenant_id     uuid not null references tenants (id),
    id            uuid not null,
    user_id       uuid not null references users (id),
    role          text not null check (role in ('owner', 'admin', 'manager', 'rep', 'viewer')),
    workspace_ids jsonb not null,
    created_at    timestamptz not null,
    primary key (tenant_id, id),
    constraint memberships_user_id_key unique (tenant_id, user_id)
);
call seal('memberships');
grant select, insert, update, delete on memberships to "${app}";

-- The application sees a user through a membership of its tenant, and in no other way.
alter table users enable row level security;
alter table users force row level security;
create policy fellow_members on users for select to "${app}"
    using (id in (
        select m.user_id from memberships m
        where m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)));
grant select on users to "${app}";

create table workspaces (
    tenant_id          uuid not null references tenants (id),
    id                 uuid not null,
    name               text not null,
    slug               text not null,
    direct_campaign_id uuid not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    version            bigint not null,
    deleted_at         timestamptz,
    primary key (tenant_id, id)
);
create unique index workspaces_slug_key on workspaces (tenant_id, slug) where deleted_at is null;
create index workspaces_created on workspaces (tenant_id, created_at, id);
call seal('workspaces');
grant select, insert, update on workspaces to "${app}";

create table cmo_campaigns (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    name         text collate "C" not null,
    objective    text,
    goal         text,
    status       text not null check (status in ('planning', 'active', 'paused', 'completed')),
    channels     jsonb not null,
    start_date   date,
    end_date     date,
    reply_count  bigint not null check (reply_count >= 0),
    direct       boolean not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
) with (fillfactor = 70);
create unique index cmo_campaigns_name_workspace_id_key on cmo_campaigns (tenant_id, workspace_id, name)
    where deleted_at is null;
create index cmo_campaigns_created on cmo_campaigns (tenant_id, created_at, id);
create index cmo_campaigns_by_name on cmo_campaigns (tenant_id, name, id);
-- Workspace and campaign need each other, and the workspace is made first.
alter table workspaces add foreign key (tenant_id, direct_campaign_id) references cmo_campaigns (tenant_id, id)
    deferrable initially deferred;
call seal('cmo_campaigns');
grant select, insert, update on cmo_campaigns to "${app}";

create table api_keys (
    tenant_id     uuid not null references tenants (id),
    id            uuid not null,
    name          text not null,
    prefix        text not null,
    key_hash      text not null,
    role          text not null check (role in ('owner', 'admin', 'manager', 'rep', 'viewer')),
    scopes        jsonb not null,
    workspace_ids jsonb not null,
    expires_at    timestamptz,
    revoked_at    timestamptz,
    last_used_at  timestamptz,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    version       bigint not null,
    deleted_at    timestamptz,
    primary key (tenant_id, id)
);
create index api_keys_created on api_keys (tenant_id, created_at, id);
-- Not by tenant: whose a credential is, is what is looked up by it. Likewise for the next two tables.
create index api_keys_lookup on api_keys (key_hash) where deleted_at is null;
call seal('api_keys');
grant select, insert, update on api_keys to "${app}";

create table form_tokens (
    tenant_id       uuid not null,
    id              uuid not null,
    workspace_id    uuid not null,
    campaign_id     uuid,
    prefix          text not null,
    token_hash      text not null,
    allowed_origins jsonb not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index form_tokens_created on form_tokens (tenant_id, created_at, id);
create index form_tokens_lookup on form_tokens (token_hash) where deleted_at is null;
call seal('form_tokens');
grant select, insert, update on form_tokens to "${app}";

create table webhook_sources (
    tenant_id   uuid not null references tenants (id),
    id          uuid not null,
    provider    text not null,
    campaign_id uuid,
    secret      text not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    version     bigint not null,
    deleted_at  timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index webhook_sources_created on webhook_sources (tenant_id, created_at, id);
create index webhook_sources_lookup on webhook_sources (id) where deleted_at is null;
call seal('webhook_sources');
grant select, insert, update on webhook_sources to "${app}";

-- Whose is it? The one question that is asked across tenants.
grant select on api_keys, form_tokens, webhook_sources to "${gate}";
grant select (id) on tenants to "${gate}";
call admit('${gate}', 'api_keys');
call admit('${gate}', 'form_tokens');
call admit('${gate}', 'webhook_sources');
call admit('${gate}', 'tenants');

reset role;
