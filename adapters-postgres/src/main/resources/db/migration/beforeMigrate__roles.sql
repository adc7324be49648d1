-- Roles belong to the cluster, not to the database, so they are made before every migration and not once: a database
-- that was restored elsewhere gets them back. Several nodes and databases may do this at the same time.
--
--   ${owner}  owns every table; only migrations act as it
--   ${app}    what the application does for one tenant; every row that it touches is that tenant's
--   ${spine}  the group-committing writer of channel events; it spans tenants and has the spine's tables, nothing else
--   ${gate}   finds out whose a credential is; it reads credentials and which tenants exist, nothing else
--   ${jobs}   takes and ends jobs of any tenant; it has the jobs, nothing else
--   ${runs}   writes down agents' runs of any tenant, and ends those that are under way; nothing else
--   ${events} reads what happened to any tenant and passes it on; it changes nothing but how far it has read
--   ${finder} owns the few functions that look past row security; nobody can act as it
--
-- The login becomes a member that inherits nothing: it can act as these roles, one at a time, and as itself it can
-- touch nothing. PostgreSQL 15 cannot say so for one membership; there the policies ask who acts (see V1).
do $$
declare
    make text;
    member record;
    can_act boolean;
begin
    foreach make in array array['${owner}', '${app}', '${spine}', '${gate}', '${jobs}', '${runs}', '${events}', '${finder}'] loop
        if not exists (select from pg_roles where rolname = make) then
            begin
                execute format('create role %I nologin nosuperuser nocreatedb nocreaterole noinherit nobypassrls', make);
            exception when duplicate_object or unique_violation then
                null; -- somebody else has just made it
            end;
        end if;
    end loop;

    for member in
        select distinct granted, login
        from (values ('${owner}', current_user::text),
                     ('${app}', '${login}'), ('${spine}', '${login}'), ('${gate}', '${login}'), ('${jobs}', '${login}'),
                     ('${runs}', '${login}'), ('${events}', '${login}'))
             as wanted (granted, login)
    loop
        for attempt in 1..10 loop
            if current_setting('server_version_num')::int >= 160000 then
                can_act := pg_has_role(member.login, member.granted, 'SET');
            else
                can_act := pg_has_role(member.login, member.granted, 'MEMBER');
            end if;
            exit when can_act;
            begin
                if current_setting('server_version_num')::int >= 160000 then
                    execute format('grant %I to %I with inherit false, set true', member.granted, member.login);
                else
                    execute format('grant %I to %I', member.granted, member.login);
                end if;
            exception when unique_violation or internal_error then
                perform pg_sleep(0.05); -- somebody else grants it at this moment
            end;
        end loop;
    end loop;

    if not has_schema_privilege('${owner}', '${flyway:defaultSchema}', 'create') then
        grant create, usage on schema "${flyway:defaultSchema}" to "${owner}";
    end if;
    foreach make in array array['${app}', '${spine}', '${gate}', '${jobs}', '${runs}', '${events}', '${finder}'] loop
        if not has_schema_privilege(make, '${flyway:defaultSchema}', 'usage') then
            execute format('grant usage on schema "${flyway:defaultSchema}" to %I', make);
        end if;
    end loop;
end
$$;
