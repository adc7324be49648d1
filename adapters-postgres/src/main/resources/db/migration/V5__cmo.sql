-- Marketing: who speaks to whom about what, the 90-day plan, the way of a stranger to a customer, what is said on that
-- way and when. All of it belongs to a workspace. Money is {"amount": 12.5, "currency": "EUR"}, its amount a numeric.
set role "${owner}";

create table cmo_brand_profiles (
    tenant_id         uuid not null,
    id                uuid not null,
    workspace_id      uuid not null,
    name              text not null,
    website           text,
    industry          text,
    stage             text,
    description       text,
    audience          text,
    problem           text,
    value_proposition text,
    positioning       text,
    voice             text,
    differentiators   jsonb not null,
    competitors       jsonb not null,
    goals             jsonb not null,
    guardrails        jsonb not null,
    soundbites        jsonb not null,
    channels          jsonb not null,
    monthly_budget    jsonb,
    generation        jsonb,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    version           bigint not null,
    deleted_at        timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
-- A workspace is one brand.
create unique index cmo_brand_profiles_workspace_id_key on cmo_brand_profiles (tenant_id, workspace_id)
    where deleted_at is null;
create index cmo_brand_profiles_created on cmo_brand_profiles (tenant_id, created_at, id);
call seal('cmo_brand_profiles');
grant select, insert, update on cmo_brand_profiles to "${app}";

create table cmo_icp_segments (
    tenant_id             uuid not null,
    id                    uuid not null,
    workspace_id          uuid not null,
    name                  text collate "C" not null,
    code                  text,
    tagline               text,
    rank                  text not null check (rank in ('primary', 'secondary', 'other')),
    demographics          jsonb not null,
    psychographics        jsonb not null,
    behaviours            jsonb not null,
    market_sophistication jsonb,
    scores                jsonb not null,
    summary               text,
    generation            jsonb,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    version               bigint not null,
    deleted_at            timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id)
);
create index cmo_icp_segments_created on cmo_icp_segments (tenant_id, created_at, id);
create index cmo_icp_segments_by_name on cmo_icp_segments (tenant_id, name, id);
create index cmo_icp_segments_of_workspace on cmo_icp_segments (tenant_id, workspace_id, created_at, id);
call seal('cmo_icp_segments');
grant select, insert, update on cmo_icp_segments to "${app}";

create table cmo_offers (
    tenant_id      uuid not null,
    id             uuid not null,
    workspace_id   uuid not null,
    icp_segment_id uuid,
    name           text collate "C" not null,
    promise        text not null,
    description    text,
    price          jsonb,
    price_terms    text,
    benefits       jsonb not null,
    guarantee      text,
    urgency        text,
    call_to_action text,
    url            text,
    status         text not null check (status in ('draft', 'active', 'retired')),
    generation     jsonb,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    version        bigint not null,
    deleted_at     timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, icp_segment_id) references cmo_icp_segments (tenant_id, id)
);
create index cmo_offers_created on cmo_offers (tenant_id, created_at, id);
create index cmo_offers_by_name on cmo_offers (tenant_id, name, id);
create index cmo_offers_of_workspace on cmo_offers (tenant_id, workspace_id, created_at, id);
call seal('cmo_offers');
grant select, insert, update on cmo_offers to "${app}";

create table cmo_plans_90d (
    tenant_id      uuid not null,
    id             uuid not null,
    workspace_id   uuid not null,
    icp_segment_id uuid,
    offer_id       uuid,
    name           text collate "C" not null,
    goal           text,
    summary        text,
    status         text not null check (status in ('draft', 'active', 'completed')),
    start_date     date not null,
    end_date       date not null,
    themes         jsonb not null,
    kpis           jsonb not null,
    budget         jsonb,
    budget_split   jsonb not null,
    generation     jsonb,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    version        bigint not null,
    deleted_at     timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, icp_segment_id) references cmo_icp_segments (tenant_id, id),
    foreign key (tenant_id, offer_id) references cmo_offers (tenant_id, id),
    constraint a_plan_covers_90_days check (end_date = start_date + 89)
);
create index cmo_plans_90d_created on cmo_plans_90d (tenant_id, created_at, id);
create index cmo_plans_90d_by_name on cmo_plans_90d (tenant_id, name, id);
create index cmo_plans_90d_of_workspace on cmo_plans_90d (tenant_id, workspace_id, created_at, id);
call seal('cmo_plans_90d');
grant select, insert, update on cmo_plans_90d to "${app}";

create table cmo_plan_milestones (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    plan_id      uuid not null,
    title        text not null,
    description  text,
    due_date     date not null,
    status       text not null check (status in ('open', 'done', 'dropped')),
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, plan_id) references cmo_plans_90d (tenant_id, id)
);
create index cmo_plan_milestones_created on cmo_plan_milestones (tenant_id, created_at, id);
create index cmo_plan_milestones_by_due_date on cmo_plan_milestones (tenant_id, due_date, id);
create index cmo_plan_milestones_of_plan on cmo_plan_milestones (tenant_id, plan_id, due_date, id);
call seal('cmo_plan_milestones');
grant select, insert, update on cmo_plan_milestones to "${app}";

create table cmo_funnels (
    tenant_id      uuid not null,
    id             uuid not null,
    workspace_id   uuid not null,
    plan_id        uuid,
    icp_segment_id uuid,
    offer_id       uuid,
    name           text collate "C" not null,
    goal           text,
    status         text not null check (status in ('draft', 'active', 'retired')),
    generation     jsonb,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    version        bigint not null,
    deleted_at     timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, plan_id) references cmo_plans_90d (tenant_id, id),
    foreign key (tenant_id, icp_segment_id) references cmo_icp_segments (tenant_id, id),
    foreign key (tenant_id, offer_id) references cmo_offers (tenant_id, id)
);
create index cmo_funnels_created on cmo_funnels (tenant_id, created_at, id);
create index cmo_funnels_by_name on cmo_funnels (tenant_id, name, id);
create index cmo_funnels_of_plan on cmo_funnels (tenant_id, plan_id, created_at, id) where plan_id is not null;
call seal('cmo_funnels');
grant select, insert, update on cmo_funnels to "${app}";

create table cmo_funnel_stages (
    tenant_id         uuid not null,
    id                uuid not null,
    workspace_id      uuid not null,
    funnel_id         uuid not null,
    position          int not null,
    name              text not null,
    goal              text not null,
    description       text,
    conversion_target numeric not null check (conversion_target > 0 and conversion_target <= 100),
    channels          jsonb not null,
    asset_kinds       jsonb not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    version           bigint not null,
    deleted_at        timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, funnel_id) references cmo_funnels (tenant_id, id)
);
create unique index cmo_funnel_stages_position_funnel_id_key on cmo_funnel_stages (tenant_id, funnel_id, position)
    where deleted_at is null;
create index cmo_funnel_stages_created on cmo_funnel_stages (tenant_id, created_at, id);
create index cmo_funnel_stages_by_position on cmo_funnel_stages (tenant_id, position, id);
call seal('cmo_funnel_stages');
grant select, insert, update on cmo_funnel_stages to "${app}";

-- What a campaign is for, beyond what the spine needs to know of it.
alter table cmo_campaigns
    add plan_id       uuid,
    add target_icp_id uuid,
    add offer_id      uuid,
    add intensity     text check (intensity in ('sprint', 'marathon')),
    add phases        jsonb not null default '[]',
    add progress      int not null default 0 check (progress between 0 and 100),
    add generation    jsonb,
    add foreign key (tenant_id, plan_id) references cmo_plans_90d (tenant_id, id),
    add foreign key (tenant_id, target_icp_id) references cmo_icp_segments (tenant_id, id),
    add foreign key (tenant_id, offer_id) references cmo_offers (tenant_id, id);
create index cmo_campaigns_of_plan on cmo_campaigns (tenant_id, plan_id, created_at, id) where plan_id is not null;

create table cmo_campaign_channels (
    tenant_id    uuid not null,
    id           uuid not null,
    workspace_id uuid not null,
    campaign_id  uuid not null,
    channel      text not null,
    cadence      text,
    audience     text,
    budget       jsonb,
    connected    boolean not null,
    settings     jsonb not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint not null,
    deleted_at   timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id)
);
create unique index cmo_campaign_channels_channel_campaign_id_key
    on cmo_campaign_channels (tenant_id, campaign_id, channel) where deleted_at is null;
create index cmo_campaign_channels_created on cmo_campaign_channels (tenant_id, created_at, id);
call seal('cmo_campaign_channels');
grant select, insert, update on cmo_campaign_channels to "${app}";

create table cmo_content_assets (
    tenant_id       uuid not null,
    id              uuid not null,
    workspace_id    uuid not null,
    campaign_id     uuid not null,
    funnel_stage_id uuid,
    kind            text not null check (kind in ('landing_page', 'email', 'voice_script', 'social_post', 'ad')),
    channel         text not null,
    position        int not null,
    delay_hours     int not null,
    title           text not null,
    subject         text,
    body            text not null,
    details         jsonb not null,
    status          text not null check (status in ('draft', 'in_review', 'approved', 'scheduled', 'published')),
    scheduled_at    timestamptz,
    generation      jsonb,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         bigint not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
    foreign key (tenant_id, funnel_stage_id) references cmo_funnel_stages (tenant_id, id),
    constraint what_is_scheduled_says_when check ((status in ('scheduled', 'published')) = (scheduled_at is not null))
);
create index cmo_content_assets_created on cmo_content_assets (tenant_id, created_at, id);
create index cmo_content_assets_by_position on cmo_content_assets (tenant_id, position, id);
create index cmo_content_assets_of_campaign on cmo_content_assets (tenant_id, campaign_id, position, id);
call seal('cmo_content_assets');
grant select, insert, update on cmo_content_assets to "${app}";

create table cmo_content_variants (
    tenant_id        uuid not null,
    id               uuid not null,
    workspace_id     uuid not null,
    content_asset_id uuid not null,
    label            text not null,
    weight           int not null check (weight between 0 and 100),
    title            text,
    subject          text,
    body             text not null,
    details          jsonb not null,
    generation       jsonb,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    version          bigint not null,
    deleted_at       timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, content_asset_id) references cmo_content_assets (tenant_id, id)
);
create unique index cmo_content_variants_label_content_asset_id_key
    on cmo_content_variants (tenant_id, content_asset_id, label) where deleted_at is null;
create index cmo_content_variants_created on cmo_content_variants (tenant_id, created_at, id);
call seal('cmo_content_variants');
grant select, insert, update on cmo_content_variants to "${app}";

create table cmo_calendar_events (
    tenant_id        uuid not null,
    id               uuid not null,
    workspace_id     uuid not null,
    campaign_id      uuid,
    content_asset_id uuid,
    milestone_id     uuid,
    kind             text not null check (kind in ('launch', 'publication', 'send', 'milestone', 'meeting', 'task')),
    title            text not null,
    channel          text,
    notes            text,
    starts_at        timestamptz not null,
    ends_at          timestamptz,
    status           text not null check (status in ('planned', 'done', 'cancelled')),
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    version          bigint not null,
    deleted_at       timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, workspace_id) references workspaces (tenant_id, id),
    foreign key (tenant_id, campaign_id) references cmo_campaigns (tenant_id, id),
    foreign key (tenant_id, content_asset_id) references cmo_content_assets (tenant_id, id),
    foreign key (tenant_id, milestone_id) references cmo_plan_milestones (tenant_id, id)
);
create index cmo_calendar_events_created on cmo_calendar_events (tenant_id, created_at, id);
create index cmo_calendar_events_by_start on cmo_calendar_events (tenant_id, starts_at, id);
create index cmo_calendar_events_of_campaign on cmo_calendar_events (tenant_id, campaign_id, starts_at, id)
    where campaign_id is not null;
call seal('cmo_calendar_events');
grant select, insert, update on cmo_calendar_events to "${app}";

reset role;
