-- What the asynchronous backbone needs to run for long.
set role "${owner}";

-- Jobs know how many workflow executions led to them; see docs/adr/0019.
alter table jobs add column hops smallint not null
    default coalesce(nullif(current_setting('app.hops', true), '')::smallint, 0);

-- What has long been over is taken away by whoever takes and ends jobs. Of what goes on it can take nothing away, and of
-- webhooks it sees neither what they say nor those that are under way.
grant delete on jobs to "${jobs}";
create policy only_what_is_over on jobs as restrictive for delete to "${jobs}"
    using (status in ('succeeded', 'failed', 'dead', 'cancelled'));
grant select (tenant_id, id, status, updated_at), delete on webhook_deliveries, webhook_events to "${jobs}";
-- On PostgreSQL 15 a member inherits what its roles may see, so the policies ask who acts.
create policy only_what_is_over on webhook_deliveries to "${jobs}"
    using (current_user = '${jobs}' and status in ('delivered', 'failed'));
create policy only_what_is_over on webhook_events to "${jobs}"
    using (current_user = '${jobs}' and status in ('processed', 'unknown', 'failed'));
-- Not by tenant: what is over, whose ever it is.
create index jobs_over on jobs (status, updated_at) where status in ('succeeded', 'failed', 'dead', 'cancelled');
create index webhook_deliveries_over on webhook_deliveries (status, updated_at) where status in ('delivered', 'failed');
create index webhook_events_over on webhook_events (status, updated_at)
    where status in ('processed', 'unknown', 'failed');

-- What one sender calls an event another may call one of its own, though both are of the same provider.
create unique index webhook_events_provider_event_id_webhook_source_id_key
    on webhook_events (tenant_id, provider_event_id, webhook_source_id) where deleted_at is null;
drop index webhook_events_provider_event_id_provider_key;

reset role;
