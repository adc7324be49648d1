-- How jobs end, and who hears of it; see docs/adr/0013.
set role "${owner}";

-- Of a quiet job nobody is told how far it is and how it ends: a delivery of which that was told would have to be
-- delivered too, and so on.
alter table jobs add column quiet boolean not null default false;
-- Row security holds for the owner too, who is nobody's tenant.
alter table jobs no force row level security;
update jobs set quiet = true where kind = 'webhook-delivery' and status in ('queued', 'running');
alter table jobs force row level security;

-- As before, but for what was to be cancelled when its lease ended: it is handed out once more, and whoever takes it ends
-- it, so that its end is told and what it worked for is not forgotten.
create or replace function claim_jobs(
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
        set status = 'queued', ready = true, updated_at = present
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

reset role;
