-- Every version of what is versioned (plans, funnels, content and their parts), written with the change that makes it
-- and never changed.
set role "${owner}";

create table record_versions (
    tenant_id  uuid not null references tenants (id),
    noun       text not null,
    record_id  uuid not null,
    version    bigint not null,
    record     jsonb not null,
    kept_at    timestamptz not null,
    actor_kind text not null check (actor_kind in ('user', 'api_key', 'form', 'provider', 'system')),
    actor_id   uuid,
    primary key (tenant_id, noun, record_id, version)
);
call seal('record_versions');
grant select, insert on record_versions to "${app}";

reset role;
