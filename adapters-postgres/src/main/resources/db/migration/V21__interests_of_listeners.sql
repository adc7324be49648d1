-- Those who pass events on ask first whose events anybody wants; see docs/adr/0017.
set role "${owner}";

grant select (tenant_id, enabled, deleted_at) on webhook_endpoints to "${events}";
grant select (tenant_id, active, deleted_at) on workflow_triggers to "${events}";
call admit('${events}', 'webhook_endpoints');
call admit('${events}', 'workflow_triggers');
create index webhook_endpoints_enabled on webhook_endpoints (tenant_id) where enabled and deleted_at is null;

reset role;
