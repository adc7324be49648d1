-- Jobs know how many workflow executions led to them; see docs/adr/0019.
set role "${owner}";

alter table jobs add column hops smallint not null
    default coalesce(nullif(current_setting('app.hops', true), '')::smallint, 0);

reset role;
