package io.aicmo.app;

import static io.aicmo.http.contract.Firm.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import io.aicmo.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the database holds of an answer that showed a secret. */
class SealedAnswersOnPostgresTest {
    private final Firm firm = OnPostgres.api().aFirm();

    @Test
    void noSecretCanBeReadInTheDatabaseThatWhoeverAsksAgainIsShown() throws SQLException {
        Client caller = firm.owner().with("Idempotency-Key", "a-key");
        String body = json("{'name': 'k', 'role': 'rep'}");
        Reply first = caller.post("/v1/api-keys", body).is(201);
        String secret = first.textAt("/api_key");
        assertThat(secret).startsWith("ak_");

        assertThat(rows()).isNotEmpty().noneMatch(row -> row.contains(secret)).allMatch(row -> row.contains("sealed:"));
        assertThat(caller.post("/v1/api-keys", body).is(201).textAt("/api_key")).isEqualTo(secret);
    }

    private List<String> rows() throws SQLException {
        PostgresConfig config = OnPostgres.application().installation().database();
        List<String> rows = new ArrayList<>();
        try (Connection owner = DriverManager.getConnection(
                        config.jdbcUrl(),
                        config.migrator().user(),
                        config.migrator().password());
                PreparedStatement tenant = owner.prepareStatement("select set_config('app.tenant_id', ?, false)");
                PreparedStatement all = owner.prepareStatement(
                        "select k::text from idempotency_keys k where tenant_id = cast(? as uuid)")) {
            tenant.setString(1, firm.id("tenant"));
            tenant.execute();
            all.setString(1, firm.id("tenant"));
            try (ResultSet found = all.executeQuery()) {
                while (found.next()) {
                    rows.add(found.getString(1));
                }
            }
        }
        return rows;
    }
}
