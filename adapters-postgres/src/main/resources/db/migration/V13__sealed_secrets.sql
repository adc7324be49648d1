-- Secrets are sealed before they are kept. Those that are here already cannot be sealed by the database; the application
-- does it at its next start, before it reads any. Until then the constraint is not asked about them.
set role "${owner}";

alter table webhook_sources
    add constraint webhook_sources_secret_is_sealed check (secret like 'sealed:%') not valid;

reset role;
