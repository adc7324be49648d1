-- Answers to requests with an Idempotency-Key, and the schedules of what runs by the clock.
set role "${owner}";

create table idempotency_keys (
    tenant_id    uuid not null,
    credential   text not null,
    key          text not null,
    request_hash text not null,
    status       int not null,
    location     text not null,
    body         text not null,
    kept_at      timestamptz not null,
    primary key (tenant_id, credential, key)
);
create index idempotency_keys_kept on idempotency_keys (tenant_id, kept_at);
call seal('idempotency_keys');
grant select, insert, update, delete on idempotency_keys to "${app}";

-- db-scheduler's table. It holds what runs when, no tenant's data.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time asc);
alter table scheduled_tasks enable row level security;
alter table scheduled_tasks force row level security;
call admit('${jobs}', 'scheduled_tasks');
grant select, insert, update, delete on scheduled_tasks to "${jobs}";

reset role;
