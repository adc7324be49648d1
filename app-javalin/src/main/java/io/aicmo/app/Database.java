package io.aicmo.app;

import io.aicmo.postgres.DatabaseAddress;
import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Login;
import io.aicmo.postgres.PostgresConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database that the settings mean. */
final class Database {
    private Database() {}

    /** The server's own, durable, in its home. */
    static EmbeddedServer embedded(Settings settings) {
        return EmbeddedServer.start(settings.home().resolve("postgres"));
    }

    /** How to reach it, whichever it is. */
    static PostgresConfig config(Settings settings, @Nullable EmbeddedServer embedded) {
        PostgresConfig config = embedded != null ? embedded.config() : external(settings);
        return config.withPoolSize(settings.poolSize());
    }

    private static PostgresConfig external(Settings settings) {
        DatabaseAddress address = settings.database();
        if (address == null) {
            throw new Settings.Wrong(Setting.AICMO_DATABASE_URL, "must be set");
        }
        Login login = settings.databaseUser() != null
                ? new Login(settings.databaseUser(), settings.databasePassword())
                : Optional.ofNullable(address.login())
                        .orElseThrow(() -> new Settings.Wrong(
                                Setting.AICMO_DATABASE_USER, "must be set, or the user named in the URL"));
        Login migrator = settings.migrationUser() == null
                ? login
                : new Login(settings.migrationUser(), settings.migrationPassword());
        return PostgresConfig.of(address.jdbcUrl(), login).withMigrator(migrator);
    }
}
