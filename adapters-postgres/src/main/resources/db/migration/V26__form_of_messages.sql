-- Whether a message is HTML is decided by its template and kept. Those that were worded before go, or went, as their first
-- character says. Row security holds for the owner too, who is nobody's tenant.
set role "${owner}";

alter table outbound_messages add column html boolean not null default false;

alter table outbound_messages no force row level security;
update outbound_messages set html = true where body ~ '^\s*<';
alter table outbound_messages force row level security;

reset role;
