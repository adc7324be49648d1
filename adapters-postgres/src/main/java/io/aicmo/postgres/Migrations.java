package io.aicmo.postgres;

import io.aicmo.port.Unavailable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a database to the schema that this version needs. Several nodes may do it at once: one does, the others wait.
 */
public final class Migrations {
    /** The oldest server that has what the schema uses (NULLS NOT DISTINCT). */
    public static final int OLDEST_SERVER = 15;

    /** A name of its own, so that it can live beside the tables and migrations of whoever embeds it. */
    private static final String HISTORY = "aicmo_schema_history";

    private final PostgresConfig config;

    public Migrations(PostgresConfig config) {
        this.config = config;
    }

    /**
     * Applies what is missing.
     *
     * @return the version of the schema now
     * @throws IllegalStateException if the server is older than {@link #OLDEST_SERVER}, or a migration fails
     * @throws Unavailable if the server cannot be reached
     */
    public String migrate() {
        checkServer();
        try {
            Flyway flyway = flyway();
            flyway.migrate();
            MigrationInfo current = flyway.info().current();
            return current == null || current.getVersion() == null
                    ? "none"
                    : current.getVersion().getVersion();
        } catch (FlywayException e) {
            throw new IllegalStateException("the database could not be migrated: " + e.getMessage(), e);
        }
    }

    private Flyway flyway() {
        Map<String, String> placeholders = new HashMap<>(config.roles().placeholders());
        placeholders.put("login", config.login().user());
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(
                        config.jdbcUrl(),
                        config.migrator().user(),
                        config.migrator().password())
                .locations("classpath:db/migration")
                .table(HISTORY)
                .placeholders(placeholders)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .connectRetries(3)
                .load();
    }

    private void checkServer() {
        Properties login = new Properties();
        login.setProperty("user", config.migrator().user());
        String password = config.migrator().password();
        if (password != null) {
            login.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(config.jdbcUrl(), login)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_SERVER) {
                throw new IllegalStateException("PostgreSQL " + OLDEST_SERVER + " or newer is needed; the server has "
                        + connection.getMetaData().getDatabaseProductVersion());
            }
        } catch (SQLException e) {
            throw new Unavailable("the database cannot be reached: " + e.getMessage(), Duration.ofSeconds(1), e);
        }
    }
}
