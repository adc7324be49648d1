-- Answers may show a secret for the only time, and are kept for those who ask again; so they are sealed. Those that are here
-- already are sealed by the application at its next start; see docs/adr/0014.
set role "${owner}";

alter table idempotency_keys
    add constraint idempotency_keys_body_is_sealed check (body like 'sealed:%') not valid;

-- Each start looks for what is not sealed, which is nothing from the second one on.
create index idempotency_keys_not_sealed on idempotency_keys (tenant_id) where body not like 'sealed:%';

-- Whoever seals them finds what is not, and sees nothing else.
grant select (tenant_id, credential, key, body) on idempotency_keys to "${gate}";
create policy only_what_is_not_sealed on idempotency_keys for select to "${gate}"
    using (current_user = '${gate}' and body not like 'sealed:%');

reset role;
