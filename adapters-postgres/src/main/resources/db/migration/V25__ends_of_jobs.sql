-- How jobs end, and who hears of it; see docs/adr/0013.
set role "${owner}";

-- Of a quiet job nobody is told how far it is and how it ends: a delivery of which that was told would have to be
-- delivered too, and so on.
alter table jobs add column quiet boolean not null default false;
-- Row security holds for the owner too, who is nobody's tenant.
alter table jobs no force row level security;
update jobs set quiet = true where kind = 'webhook-delivery' and status in ('queued', 'running');
alter table jobs force row level security;

reset role;
