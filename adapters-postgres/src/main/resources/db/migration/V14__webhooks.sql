-- Webhooks out: where they go, and what became of each. Webhooks in: what providers sent, as it came.
set role "${owner}";

create table webhook_endpoints (
    tenant_id           uuid not null references tenants (id),
    id                  uuid not null,
    url                 text not null,
    topics              jsonb not null,
    campaign_id         uuid,
    description         text,
    enabled             boolean not null,
    keys                text not null check (keys like 'sealed:%'),
    previous_keys       text check (previous_keys like 'sealed:%'),
    previous_keys_until timestamptz,
    public_key          text not null,
    health              jsonb not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             bigint not null,
    deleted_at          timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index webhook_endpoints_created on webhook_endpoints (tenant_id, created_at, id);
call seal('webhook_endpoints');
grant select, insert, update on webhook_endpoints to "${app}";

create table webhook_deliveries (
    tenant_id           uuid not null,
    id                  uuid not null,
    webhook_endpoint_id uuid not null,
    message_id          uuid not null,
    type                text collate "C" not null,
    occurred_at         timestamptz not null,
    data                jsonb not null,
    status              text not null check (status in ('pending', 'delivered', 'failed')),
    tries               int not null,
    next_try_at         timestamptz,
    attempts            jsonb not null,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    version             bigint not null,
    deleted_at          timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, webhook_endpoint_id) references webhook_endpoints (tenant_id, id)
) with (fillfactor = 80);
create unique index webhook_deliveries_message_id_webhook_endpoint_id_key
    on webhook_deliveries (tenant_id, message_id, webhook_endpoint_id) where deleted_at is null;
create index webhook_deliveries_created on webhook_deliveries (tenant_id, created_at, id);
create index webhook_deliveries_of_endpoint on webhook_deliveries (tenant_id, webhook_endpoint_id, created_at, id);
call seal('webhook_deliveries');
grant select, insert, update on webhook_deliveries to "${app}";

create table webhook_events (
    tenant_id         uuid not null,
    id                uuid not null,
    webhook_source_id uuid not null,
    provider          text collate "C" not null,
    provider_event_id text collate "C" not null,
    type              text collate "C" not null,
    request           jsonb not null,
    status            text not null check (status in ('received', 'processed', 'unknown', 'failed')),
    tries             int not null,
    error             text,
    result            jsonb,
    processed_at      timestamptz,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    version           bigint not null,
    deleted_at        timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, webhook_source_id) references webhook_sources (tenant_id, id)
) with (fillfactor = 80);
create unique index webhook_events_provider_event_id_provider_key
    on webhook_events (tenant_id, provider_event_id, provider) where deleted_at is null;
create index webhook_events_created on webhook_events (tenant_id, created_at, id);
create index webhook_events_of_source on webhook_events (tenant_id, webhook_source_id, created_at, id);
call seal('webhook_events');
grant select, insert, update on webhook_events to "${app}";

reset role;
