package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.postgres.Login;
import io.aicmo.postgres.PostgresConfig;
import io.aicmo.providers.tink.MasterKeyset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Starts nodes for tests: free ports, settings given as in the environment. */
final class RunningNode {
    static final String BOOTSTRAP = "bt_for-tests-only-0123456789";
    private static final String MASTER_KEY = MasterKeyset.make().write();
    static final String JWT_SECRET = "for-tests-only-0123456789-0123456789";

    private RunningNode() {}

    /** A node with an embedded server of its own. */
    static Application embedded(Path home) {
        return start(home, Map.of());
    }

    /** A node with a database of its own, on the server that all suites share. */
    static Application apart(Path home) {
        PostgresConfig config = OnPostgres.application().installation().database();
        Login superuser = config.migrator();
        String name = "apart_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection =
                        DriverManager.getConnection(config.jdbcUrl(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return on(config, config.jdbcUrl().replaceFirst("[^/]+$", name), home, Map.of());
    }

    /** One more node on the database of another. */
    static Application besides(Application first, Path home) {
        return besides(first, home, Map.of());
    }

    /** One more node on the database of another, with settings of its own. */
    static Application besides(Application first, Path home, Map<String, String> more) {
        PostgresConfig config = first.installation().database();
        return on(config, config.jdbcUrl(), home, more);
    }

    private static Application on(PostgresConfig config, String url, Path home, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("AICMO_DATABASE_URL", url);
        settings.put("AICMO_DATABASE_USER", config.login().user());
        if (config.login().password() != null) {
            settings.put("AICMO_DATABASE_PASSWORD", config.login().password());
        }
        settings.put("AICMO_MIGRATION_USER", config.migrator().user());
        if (config.migrator().password() != null) {
            settings.put("AICMO_MIGRATION_PASSWORD", config.migrator().password());
        }
        return start(home, settings);
    }

    private static Application start(Path home, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("AICMO_HOME", home.toString());
        environment.put("AICMO_PORT", "0");
        environment.put("AICMO_BOOTSTRAP_TOKEN", BOOTSTRAP);
        environment.put("AICMO_SERVICE_TOKEN", Api.serviceToken(BOOTSTRAP));
        environment.put("AICMO_JWT_SECRET", JWT_SECRET);
        environment.put("AICMO_MASTER_KEY", MASTER_KEY);
        environment.put("AICMO_RATE_LIMIT", "0");
        environment.put("AICMO_OUTBOUND_ALLOW", "127.0.0.0/8");
        return Application.start(Settings.read(environment));
    }
}
