-- What tenants have done when something happens. An execution keeps the steps that it began with.
set role "${owner}";

create table workflow_triggers (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    name         text not null,
    event_type   text not null,
    conditions   jsonb not null,
    steps        jsonb not null,
    active       boolean not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
create index workflow_triggers_created on workflow_triggers (tenant_id, created_at, id);
create index workflow_triggers_active on workflow_triggers (tenant_id, created_at, id) where active;
call seal('workflow_triggers');
grant select, insert, update on workflow_triggers to "${app}";

create table workflow_executions (
    tenant_id       uuid not null,
    id              uuid not null,
    trigger_id      uuid not null,
    trigger_version bigint not null,
    workspace_id    uuid not null,
    event_id        uuid not null,
    event_type      text not null,
    lead_id         uuid,
    event           jsonb not null,
    hops            int not null,
    steps           jsonb not null,
    position        int not null check (position >= 0),
    status          text not null check (status in
                        ('running', 'waiting', 'awaiting_approval', 'completed', 'stopped', 'failed', 'cancelled')),
    outcomes        jsonb not null,
    due_at          timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, trigger_id) references workflow_triggers (tenant_id, id),
    foreign key (tenant_id, lead_id) references crm_leads (tenant_id, id)
);
-- One for each trigger and event.
create unique index workflow_executions_event_id_trigger_id_key
    on workflow_executions (tenant_id, event_id, trigger_id) where deleted_at is null;
create index workflow_executions_created on workflow_executions (tenant_id, created_at, id);
create index workflow_executions_of_trigger on workflow_executions (tenant_id, trigger_id, created_at, id);
create index workflow_executions_of_lead on workflow_executions (tenant_id, lead_id, created_at, id)
    where lead_id is not null;
create index workflow_executions_by_status on workflow_executions (tenant_id, status, created_at, id);
call seal('workflow_executions');
grant select, insert, update on workflow_executions to "${app}";

reset role;
