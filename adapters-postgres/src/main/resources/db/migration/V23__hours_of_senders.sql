-- A connection may have hours of its own, by the tenant's clock.
set role "${owner}";

alter table channel_connections add column sending_hours jsonb;

reset role;
