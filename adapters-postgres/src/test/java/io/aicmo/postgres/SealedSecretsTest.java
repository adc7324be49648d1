package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.Actor;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Vault;
import io.aicmo.port.inmemory.InMemory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database from before there was a vault. */
class SealedSecretsTest {
    private static final String CONSTRAINT = "webhook_sources_secret_is_sealed";

    private static final String ANSWERS = "idempotency_keys_body_is_sealed";

    private final TestServer server = TestDatabase.server();
    private final PostgresConfig config = server.newDatabase();
    private final TenantId tenant = new TenantId(UUID.randomUUID());
    private final Vault vault = new InMemory().vault();

    @Test
    void whatWasKeptPlainIsSealedAtTheNextStartAndOpensAsWhatItWas() throws SQLException {
        try (Postgres postgres = Postgres.open(config, TestDatabase.CHANNELS, InstantSource.system())) {
            WebhookSourceId living = new WebhookSourceId(UUID.randomUUID());
            WebhookSourceId deleted = new WebhookSourceId(UUID.randomUUID());
            postgres.transactions().write(Actor.system(tenant), tx -> {
                postgres.tenants().insert(tx, new Tenant(tenant, "Before", ZoneOffset.UTC, Instant.EPOCH));
                return tenant;
            });
            keepPlain(living, "whsec_living", null);
            keepPlain(deleted, "whsec_deleted", "2026-01-01T00:00:00Z");

            assertThat(postgres.sealSecrets(vault)).isEqualTo(2);
            assertThat(postgres.sealSecrets(vault)).isZero();

            var found = postgres.credentials().findWebhookSource(living).orElseThrow();
            assertThat(vault.open(place(living), found.credential().secret())).isEqualTo("whsec_living");
            assertThat(everySecret())
                    .hasSize(2)
                    .allSatisfy(
                            secret -> assertThat(secret).startsWith("sealed:").doesNotContain("whsec"));
            // Nothing plain comes in again, and what there was could now be held to that as well.
            assertThatThrownBy(() -> insert(new WebhookSourceId(UUID.randomUUID()), "whsec_new", null))
                    .hasMessageContaining(CONSTRAINT);
            admin("alter table webhook_sources validate constraint " + CONSTRAINT);
        }
    }

    @Test
    void answersThatWereKeptPlainAreSealedAtTheNextStartAndGivenAsTheyWere() throws SQLException {
        try (Postgres postgres = Postgres.open(config, TestDatabase.CHANNELS, InstantSource.system())) {
            postgres.transactions().write(Actor.system(tenant), tx -> {
                postgres.tenants().insert(tx, new Tenant(tenant, "Before", ZoneOffset.UTC, Instant.EPOCH));
                return tenant;
            });
            admin("alter table idempotency_keys drop constraint " + ANSWERS);
            admin(
                    "insert into idempotency_keys (tenant_id, credential, key, request_hash, status, location, body, kept_at)"
                            + " select '" + tenant
                            + "', 'key:1', 'k' || n, 'hash', 201, '', '{\"api_key\":\"ak_1\"}', now()"
                            + " from generate_series(1, 1200) n");
            admin("alter table idempotency_keys add constraint " + ANSWERS + " check (body like 'sealed:%') not valid");

            assertThat(postgres.sealSecrets(vault)).isEqualTo(1200);
            assertThat(postgres.sealSecrets(vault)).isZero();

            var kept = postgres.transactions()
                    .write(Actor.system(tenant), tx -> postgres.idempotency().claim(tx, "key:1", "k7", Instant.now()))
                    .orElseThrow();
            assertThat(vault.open(IdempotencyStore.place(tenant, "key:1", "k7"), kept.body()))
                    .isEqualTo("{\"api_key\":\"ak_1\"}");
            admin("alter table idempotency_keys validate constraint " + ANSWERS);
        }
    }

    private Vault.Place place(WebhookSourceId id) {
        return Vault.Place.of(tenant, RecordTypes.WEBHOOK_SOURCES, id, "secret");
    }

    private void keepPlain(WebhookSourceId id, String secret, String deletedAt) throws SQLException {
        admin("alter table webhook_sources drop constraint " + CONSTRAINT);
        insert(id, secret, deletedAt);
        admin("alter table webhook_sources add constraint " + CONSTRAINT + " check (secret like 'sealed:%') not valid");
    }

    private void insert(WebhookSourceId id, String secret, String deletedAt) throws SQLException {
        try (Connection admin = server.admin(config.jdbcUrl());
                PreparedStatement insert = admin.prepareStatement("""
                        insert into webhook_sources (tenant_id, id, provider, secret, created_at, updated_at, version, deleted_at)
                        values (?, ?, 'generic', ?, now(), now(), 1, cast(? as timestamptz))
                        """)) {
            insert.setObject(1, tenant.value());
            insert.setObject(2, id.value());
            insert.setString(3, secret);
            insert.setString(4, deletedAt);
            insert.execute();
        }
    }

    private List<String> everySecret() throws SQLException {
        List<String> secrets = new ArrayList<>();
        try (Connection admin = server.admin(config.jdbcUrl());
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery("select secret from webhook_sources")) {
            while (rows.next()) {
                secrets.add(rows.getString(1));
            }
        }
        return secrets;
    }

    private void admin(String sql) throws SQLException {
        try (Connection admin = server.admin(config.jdbcUrl());
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
