-- A workspace has one primary segment. Where it had several, the newest stays, as agents took that one; what is deleted is
-- none, so that it can be restored. Only here the owner looks past row security, because nobody's tenant is set.
set role "${owner}";

alter table cmo_icp_segments no force row level security;
update cmo_icp_segments s set rank = 'secondary', version = version + 1
where rank = 'primary'
    and (deleted_at is not null
        or exists (
            select from cmo_icp_segments newer
            where newer.tenant_id = s.tenant_id and newer.workspace_id = s.workspace_id and newer.rank = 'primary'
                and newer.deleted_at is null and (newer.created_at, newer.id) > (s.created_at, s.id)));
alter table cmo_icp_segments force row level security;

create unique index cmo_icp_segments_primary on cmo_icp_segments (tenant_id, workspace_id)
    where rank = 'primary' and deleted_at is null;

reset role;
