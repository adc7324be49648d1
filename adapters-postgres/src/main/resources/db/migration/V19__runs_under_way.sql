-- A run that is under way has its row as well, so that it comes to an end even if its process dies.
set role "${owner}";

alter table agent_runs
    add column seen_at timestamptz, -- when its process said last that it is under way; null once it has ended
    drop constraint agent_runs_status_check,
    drop constraint agent_runs_check1,
    add constraint agent_runs_status_check
        check (status in ('running', 'succeeded', 'failed', 'cancelled', 'interrupted')),
    add constraint agent_runs_error_check check (status in ('running', 'succeeded') or error is not null);

create index agent_runs_under_way on agent_runs (seen_at) where status = 'running';

-- It ends what is under way, and cannot read what was said.
grant select (tenant_id, id, status, started_at, seen_at) on agent_runs to "${runs}";
grant update (model, output, input_tokens, output_tokens, cost_usd, status, error, duration_ms, seen_at)
    on agent_runs to "${runs}";

reset role;
