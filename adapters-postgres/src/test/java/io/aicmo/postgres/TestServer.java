package io.aicmo.postgres;

import io.aicmo.postgres.sql.Roles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A server for tests. Databases on it are new, and belong to a login that is no superuser: what works for it works for
 * every owner of a database.
 *
 * @param url an existing database, as a JDBC URL
 * @param superuser who may make others
 */
public record TestServer(String url, Login superuser) {
    private static final String LOGIN = "aicmo_tests";

    static TestServer start() {
        String given = System.getenv("AICMO_TEST_DATABASE_URL");
        if (given != null && !given.isBlank()) {
            DatabaseAddress address = DatabaseAddress.parse(given.strip());
            Login login = address.login() == null ? new Login("postgres", null) : address.login();
            return new TestServer(address.jdbcUrl(), login);
        }
        if (Boolean.getBoolean("aicmo.test.containers")) {
            return inAContainer();
        }
        EmbeddedServer server = EmbeddedServer.startForgetful();
        return new TestServer(server.jdbcUrl("postgres"), server.superuser());
    }

    /** The class that knows containers is there only where the build was asked for them. */
    private static TestServer inAContainer() {
        try {
            return (TestServer) Class.forName("io.aicmo.postgres.ContainerServer")
                    .getMethod("start")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no container could be started", e);
        }
    }

    /** A new database whose owner migrates it and works on it. */
    public PostgresConfig newDatabase() {
        String name = "aicmo_test_" + UUID.randomUUID().toString().replace("-", "");
        String password = UUID.randomUUID().toString();
        String login = LOGIN + "_" + name.substring(name.length() - 8);
        try (Connection admin = admin(url);
                Statement statement = admin.createStatement()) {
            statement.execute("create role " + login + " login createrole password '" + password + "'");
            statement.execute("create database " + name + " owner " + login);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return PostgresConfig.of(at(name), new Login(login, password)).withRoles(Roles.named("t_" + login));
    }

    /** A connection of the superuser to a database. */
    public Connection admin(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, superuser.user(), superuser.password());
    }

    private String at(String database) {
        return url.replaceFirst("(jdbc:postgresql://[^/]+)/[^?]*", "$1/" + database);
    }
}
