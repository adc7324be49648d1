-- All that looks past row security, in one place to be reviewed: functions that run with the rights of a role of their
-- own, and answer ids or truth values, never rows. They take the tenant from the transaction, never from the caller.
-- Nobody is a member of that role once this migration is over.

do $$
begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
        if current_setting('server_version_num')::int >= 160000 then
            execute format('grant "${finder}" to %I with inherit false, set true', current_user);
        else
            execute format('grant "${finder}" to %I', current_user);
        end if;
    end if;
end
$$;
grant create on schema "${flyway:defaultSchema}" to "${finder}";

set role "${owner}";
grant select, insert on users to "${finder}";
create policy every_user_for_finder on users to "${finder}" using (true) with check (true);
grant select (tenant_id, id, deleted_at, words) on crm_contacts to "${finder}";
create policy every_tenant_for_finder on crm_contacts for select to "${finder}" using (true);
reset role;

set role "${finder}";

-- The id of the user with this address, in whatever tenant; made if there is none. Tells nothing else.
create function user_for(address text, if_new uuid, now timestamptz) returns uuid
language plpgsql
volatile security definer
set search_path = ${flyway:defaultSchema}, pg_temp
as $$
declare
    found uuid;
begin
    loop
        select u.id into found from users u where u.email = address;
        exit when found is not null;
        insert into users (id, email, created_at) values (if_new, address, now)
        on conflict (email) do nothing;
    end loop;
    return found;
end
$$;

-- Under row security an index cannot serve @@, which is not leakproof: a search would read the whole tenant. So people
-- are searched by these functions. A search finds a person if each of its words begins one of the person's words;
-- without words it finds everybody.

-- The words of a search, as a condition on the words of the transaction's tenant; null if there are none.
create function search_condition(search text) returns tsquery
language sql
stable parallel safe
set search_path = ${flyway:defaultSchema}, pg_temp
return (
    select string_agg('''' || word || ''':*', ' & ')::tsquery
    from unnest(contact_words(nullif(current_setting('app.tenant_id', true), '')::uuid, search)) as words (word)
);

-- At most so many of the people that a search finds. Planned with the condition known, so that rare words use the
-- index.
create function found_contacts(search text, most int) returns setof uuid
language plpgsql
stable security definer parallel safe
set search_path = ${flyway:defaultSchema}, pg_temp
rows 100
as $$
declare
    tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    condition tsquery := search_condition(search);
begin
    if tenant is null then
        return;
    elsif condition is null then
        return query select c.id from crm_contacts c where c.tenant_id = tenant and c.deleted_at is null limit most;
    else
        return query execute
            'select c.id from crm_contacts c
             where c.tenant_id = $1 and c.deleted_at is null and c.words @@ $2 limit $3'
            using tenant, condition, most;
    end if;
end
$$;

-- Whether a search finds this person: for searches that find so many that it is better to look at one after the other.
create function is_found(contact uuid, condition tsquery) returns boolean
language plpgsql
stable security definer parallel safe
set search_path = ${flyway:defaultSchema}, pg_temp
cost 1000
as $$
begin
    return exists (
        select from crm_contacts c
        where c.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and c.id = contact
            and c.deleted_at is null and (condition is null or c.words @@ condition));
end
$$;

revoke all on function user_for(text, uuid, timestamptz), search_condition(text), found_contacts(text, int),
    is_found(uuid, tsquery) from public;
grant execute on function user_for(text, uuid, timestamptz), search_condition(text), found_contacts(text, int),
    is_found(uuid, tsquery) to "${app}";

reset role;
revoke create on schema "${flyway:defaultSchema}" from "${finder}";
do $$
begin
    if not (select rolsuper from pg_roles where rolname = current_user) then
        execute format('revoke "${finder}" from %I', current_user);
    end if;
end
$$;
