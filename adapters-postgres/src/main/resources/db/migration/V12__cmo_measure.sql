-- What came of it: figures that sources report, weekly summaries, recommendations. Money that is added up stands in columns
-- of its own; a row is in one currency.
set role "${owner}";

create table cmo_metrics_snapshots (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    campaign_id  uuid not null,
    channel      text collate "C" not null,
    day          date not null,
    source       text collate "C" not null,
    impressions  bigint not null check (impressions between 0 and 1000000000000),
    clicks       bigint not null check (clicks between 0 and 1000000000000),
    leads        bigint not null check (leads between 0 and 1000000000000),
    customers    bigint not null check (customers between 0 and 1000000000000),
    spend        numeric check (spend >= 0),
    revenue      numeric check (revenue >= 0),
    currency     text collate "C",
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
    constraint money_is_in_a_currency check ((spend is null and revenue is null) = (currency is null))
);
-- Also what a campaign's days are read by.
create unique index cmo_metrics_snapshots_day_campaign_id_channel_source_key
    on cmo_metrics_snapshots (tenant_id, campaign_id, day, channel, source) where deleted_at is null;
create index cmo_metrics_snapshots_created on cmo_metrics_snapshots (tenant_id, created_at, id);
create index cmo_metrics_snapshots_by_day on cmo_metrics_snapshots (tenant_id, day, id);
create index cmo_metrics_snapshots_of_workspace on cmo_metrics_snapshots (tenant_id, workspace_id, day);
call seal('cmo_metrics_snapshots');
grant select, insert, update on cmo_metrics_snapshots to "${app}";

create table cmo_weekly_summaries (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    week_start   date not null check (extract(isodow from week_start) = 1),
    currency     text,
    figures      jsonb not null,
    wording      jsonb not null,
    generation   jsonb,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
create unique index cmo_weekly_summaries_week_start_workspace_id_key
    on cmo_weekly_summaries (tenant_id, workspace_id, week_start) where deleted_at is null;
create index cmo_weekly_summaries_created on cmo_weekly_summaries (tenant_id, created_at, id);
create index cmo_weekly_summaries_by_week on cmo_weekly_summaries (tenant_id, week_start, id);
call seal('cmo_weekly_summaries');
grant select, insert, update on cmo_weekly_summaries to "${app}";

create table cmo_recommendations (
    tenant_id       uuid not null,
    id              uuid not null,
    workspace_id    uuid not null,
    campaign_id     uuid,
    title           text not null,
    action          text not null,
    rationale       text not null,
    expected_effect text not null,
    confidence      numeric not null check (confidence between 0 and 1),
    evidence        jsonb not null,
    status          text not null check (status in ('open', 'accepted', 'dismissed')),
    decided_by      text,
    decided_at      timestamptz,
    generation      jsonb,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create index cmo_recommendations_created on cmo_recommendations (tenant_id, created_at, id);
create index cmo_recommendations_by_status on cmo_recommendations (tenant_id, workspace_id, status, created_at, id);
create index cmo_recommendations_of_campaign on cmo_recommendations (tenant_id, campaign_id, created_at, id);
call seal('cmo_recommendations');
grant select, insert, update on cmo_recommendations to "${app}";

reset role;
