-- When each tenant's schedules are due. What they are is declared in the application.
set role "${owner}";

create table scheduled_jobs (
    tenant_id   uuid not null references tenants (id),
    name        text not null,
    next_at     timestamptz not null,
    last_at     timestamptz,
    last_job_id uuid,
    paused_at   timestamptz,
    primary key (tenant_id, name)
);
-- Not by tenant: what is due, whose ever it is.
create index scheduled_jobs_due on scheduled_jobs (next_at) where paused_at is null;
call seal('scheduled_jobs');
grant select, update on scheduled_jobs to "${app}";

-- Whoever looks at the clock keeps the schedules of all tenants, and enqueues their jobs.
grant select, insert, update on scheduled_jobs to "${jobs}";
grant insert on jobs to "${jobs}";
grant select (time_zone) on tenants to "${jobs}";
call admit('${jobs}', 'scheduled_jobs');

reset role;
