package io.aicmo.postgres;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.postgres.sql.Roles;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;

/**
 * The database that this run's tests share: a new one, on the server that {@code AICMO_TEST_DATABASE_URL} names, in a
 * container where the system property {@code aicmo.test.containers} asks for one, else on an embedded server that keeps
 * nothing. The tests' tenants keep apart by themselves.
 */
public final class TestDatabase {
    /** The channels that its spine knows. */
    public static final ChannelCatalogue CHANNELS = Channels.catalogue();

    private static final TestDatabase SHARED = new TestDatabase();

    private final TestServer server;
    private final PostgresConfig config;
    private final Postgres postgres;
    private final Postgres pastRowSecurity;

    private TestDatabase() {
        this.server = TestServer.start();
        this.config = server.newDatabase();
        this.postgres = Postgres.open(config, CHANNELS, InstantSource.system());
        Roles free = makeFreeRole();
        this.pastRowSecurity = Postgres.open(config.withRoles(free), CHANNELS, InstantSource.system());
    }

    /** The server, for tests that need a database of their own. */
    public static TestServer server() {
        return SHARED.server;
    }

    public static PostgresConfig config() {
        return SHARED.config;
    }

    /** As the application opens it. */
    public static Postgres postgres() {
        return SHARED.postgres;
    }

    /** With a role in the application's place that row security does not hold, so that statements stand by themselves. */
    public static Postgres pastRowSecurity() {
        return SHARED.pastRowSecurity;
    }

    /** A connection of the superuser. */
    public static Connection admin() throws SQLException {
        return SHARED.server.admin(SHARED.config.jdbcUrl());
    }

    private Roles makeFreeRole() {
        String name = "past_row_security_"
                + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
        try (Connection admin = server.admin(config.jdbcUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("create role " + name + " nologin bypassrls");
            statement.execute("grant " + config.roles().app() + " to " + name);
            statement.execute("grant " + name + " to " + config.login().user());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return config.roles().withApp(name);
    }
}
