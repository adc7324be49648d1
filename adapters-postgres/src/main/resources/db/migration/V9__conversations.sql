-- Conversations of people with agents: stored, so that they can be gone on with at any time.
set role "${owner}";

create table conversations (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    agent        text not null,
    status       text not null check (status in ('open', 'complete')),
    asking       text,
    declined     jsonb not null,
    turns        jsonb not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
create index conversations_created on conversations (tenant_id, created_at, id);
create index conversations_workspace on conversations (tenant_id, workspace_id, created_at, id);
call seal('conversations');
grant select, insert, update on conversations to "${app}";

reset role;
