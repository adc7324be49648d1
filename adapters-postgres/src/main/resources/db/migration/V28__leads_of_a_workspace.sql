-- A person without a campaign is a lead of each workspace that deals with them, as with one of each campaign: one lead for
-- all of them would be shown to, and changed by, whoever has nothing to do with its workspace.
set role "${owner}";

create unique index crm_leads_contact_id_campaign_id_workspace_id_key
    on crm_leads (tenant_id, contact_id, campaign_id, workspace_id)
    nulls not distinct where deleted_at is null;
drop index crm_leads_contact_id_campaign_id_key;

reset role;
