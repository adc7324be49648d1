-- Jobs of all tenants in turns, done by all nodes at once; see docs/adr/0013.
set role "${owner}";

-- How many portions of jobs a tenant gives in its turn. The operator's to say.
alter table tenants add column job_weight smallint not null default 1 check (job_weight between 1 and 100);

-- A job that is ready may be begun. One that is not sleeps until it is due: it waits for its time, or runs, and then it
-- is due when its lease ends. The lease's number fences off whoever held an earlier one.
alter table jobs
    add column priority         smallint not null default 2 check (priority between 0 and 3),
    add column ready            boolean not null default true,
    add column lease            bigint not null default 0,
    add column dedupe_key       text,
    add column asked_by         uuid,
    add column cancel_requested boolean not null default false,
    add column progress_done    bigint not null default 0,
    add column progress_total   bigint not null default 1;
-- Row security holds for the owner too, who is nobody's tenant.
alter table jobs no force row level security;
update jobs set ready = false where status <> 'queued' or due_at > now();
alter table jobs force row level security;
alter table jobs add constraint jobs_ready_check check (not ready or status = 'queued');
-- Rows come and go at the front of these indexes, so they are cleaned early.
alter table jobs set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

drop index jobs_due;
-- Not by tenant, because workers look for those who have work: by kind, then whose turn is next, then what is urgent.
create index jobs_ready on jobs (kind, tenant_id, priority, due_at, id) where ready;
-- Not by tenant: what sleeps no longer, and how long the oldest has been ready.
create index jobs_due on jobs (kind, ready, due_at) where status in ('queued', 'running');
create index jobs_running on jobs (tenant_id, kind) where status = 'running';
create unique index jobs_dedupe_key on jobs (tenant_id, kind, dedupe_key)
    where dedupe_key is not null and status in ('queued', 'running');
create index jobs_by_status on jobs (tenant_id, status, id);
create index jobs_by_kind on jobs (tenant_id, kind, id);
create index jobs_by_asker on jobs (tenant_id, asked_by, id) where asked_by is not null;

grant update (status, ready, tries, error, result, due_at, cancel_requested, progress_done, progress_total, updated_at)
    on jobs to "${app}";
grant select (id, job_weight) on tenants to "${jobs}";
call admit('${jobs}', 'tenants');

-- Takes due jobs: JobQueue.claim. A loop and not one statement, because it stops when it has enough and so reads what it
-- takes and one entry for each tenant that it passes, however many jobs there are; and because what runs has to be
-- counted after the tenant's lock was had, by a statement of its own, for two nodes not to fill the same place.
create function claim_jobs(
    kinds text[], caps int[], most int, portion int, behind uuid, passing_over uuid[], present timestamptz,
    lease_ends timestamptz) returns setof jobs
language plpgsql
volatile
set search_path = ${flyway:defaultSchema}, pg_temp
-- The plans are made once, perhaps when there was next to nothing in the table.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
declare
    woken record;
    wanted text[];
    room int[];
    place uuid := behind;
    tenant uuid;
    quota int;
    chosen uuid[];
    taken int := 0;
    gained boolean := false;
    whole_round boolean := false;
begin
    for woken in
        select s.tenant_id, s.id
        from unnest(kinds) as k (kind)
        cross join lateral (
            select j.tenant_id, j.id from jobs j
            where j.kind = k.kind and j.status in ('queued', 'running') and not j.ready and j.due_at <= present
            order by j.due_at
            limit 500
            for update skip locked) s
    loop
        update jobs j
        set status = case when j.status = 'running' and j.cancel_requested then 'cancelled' else 'queued' end,
            ready = not (j.status = 'running' and j.cancel_requested),
            updated_at = present
        where j.tenant_id = woken.tenant_id and j.id = woken.id;
    end loop;

    select array_agg(k.kind), array_agg(k.cap) into wanted, room
    from unnest(kinds, caps) as k (kind, cap)
    cross join lateral (select from jobs j where j.ready and j.kind = k.kind limit 1) ready_one;

    while taken < most loop
        select first.tenant_id into tenant
        from unnest(wanted) as k (kind)
        cross join lateral (
            select j.tenant_id from jobs j
            where j.ready and j.kind = k.kind and j.tenant_id > place
            order by j.tenant_id
            limit 1) first
        order by first.tenant_id
        limit 1;
        if tenant is null then
            exit when whole_round and not gained;
            whole_round := true;
            gained := false;
            place := '00000000-0000-0000-0000-000000000000';
            continue;
        end if;
        place := tenant;
        continue when tenant = any (passing_over);
        -- 74 stands for jobs among those who use such locks.
        continue when not pg_try_advisory_xact_lock(74, hashtext(tenant::text));

        quota := least(most - taken, portion * (select t.job_weight from tenants t where t.id = tenant));
        chosen := array(
            select c.id
            from unnest(wanted, room) as k (kind, cap)
            cross join lateral (
                select j.id, j.priority, j.due_at from jobs j
                where j.ready and j.kind = k.kind and j.tenant_id = tenant and j.due_at <= present
                order by j.priority, j.due_at, j.id
                limit greatest(0, least(quota, k.cap - (
                    select count(*) from jobs r
                    where r.status = 'running' and r.tenant_id = tenant and r.kind = k.kind)))
                for update skip locked) c
            order by c.priority, c.due_at, c.id
            limit quota);
        if cardinality(chosen) > 0 then
            gained := true;
            taken := taken + cardinality(chosen);
            return query
                update jobs j
                set status = 'running', ready = false, tries = j.tries + 1, lease = j.lease + 1, due_at = lease_ends,
                    updated_at = present
                where j.tenant_id = tenant and j.id = any (chosen)
                returning j.*;
        end if;
    end loop;
end
$$;
revoke all on function claim_jobs(text[], int[], int, int, uuid, uuid[], timestamptz, timestamptz) from public;
grant execute on function claim_jobs(text[], int[], int, int, uuid, uuid[], timestamptz, timestamptz) to "${jobs}";

reset role;
