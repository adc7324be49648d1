-- The agents' work: one row for each run, written when it has ended and never changed.
set role "${owner}";

-- Whether an agent's offline playbook may answer when the AI fails.
alter table workspaces add column playbook_fallback boolean not null default false;

create table agent_runs (
    tenant_id      uuid not null references tenants (id),
    id             uuid not null,
    workspace_id   uuid not null,
    campaign_id    uuid,
    agent          text not null,
    mode           text not null,
    priority       text not null check (priority in ('p0', 'p1', 'p2', 'p3')),
    prompt_version text not null,
    model          text not null,
    input          json not null, -- kept as it was said, and never searched
    output         json,
    input_tokens   bigint,
    output_tokens  bigint,
    cost_usd       numeric,
    status         text not null check (status in ('succeeded', 'failed', 'cancelled')),
    error          text,
    duration_ms    bigint not null,
    actor_kind     text not null,
    actor_id       uuid,
    request_id     text,
    started_at     timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
    check (status <> 'succeeded' or output is not null),
    check (status = 'succeeded' or error is not null)
);
create index agent_runs_started on agent_runs (tenant_id, started_at desc, id desc);
create index agent_runs_of_agent on agent_runs (tenant_id, agent, started_at desc, id desc);
create index agent_runs_of_campaign on agent_runs (tenant_id, campaign_id, started_at desc, id desc)
    where campaign_id is not null;
create index agent_runs_of_request on agent_runs (tenant_id, request_id) where request_id is not null;
call seal('agent_runs');
grant select on agent_runs to "${app}";
grant insert on agent_runs to "${runs}";
call admit('${runs}', 'agent_runs');

reset role;
