package io.aicmo.postgres;

import io.aicmo.postgres.sql.Roles;
import java.time.Duration;

/**
 * How to reach the database, and how many connections to hold.
 *
 * @param jdbcUrl the database, as a JDBC URL
 * @param login who does the work; it needs no rights of its own, migrations make it a member of the roles
 * @param migrator who migrates: a superuser, or the database's owner with the right to create roles; often the same
 * @param roles the roles that the work is done as
 * @param poolSize connections for transactions, at least 1
 * @param patience how long to wait for a free connection before the work is refused as unavailable
 */
public record PostgresConfig(
        String jdbcUrl, Login login, Login migrator, Roles roles, int poolSize, Duration patience) {

    /** @throws IllegalArgumentException if the pool has no connection */
    public PostgresConfig {
        if (poolSize < 1) {
            throw new IllegalArgumentException("the pool needs at least 1 connection, not " + poolSize);
        }
    }

    /** One login for all, the usual roles, twice as many connections as there are cores and one, 5 seconds of patience. */
    public static PostgresConfig of(String jdbcUrl, Login login) {
        int connections = Runtime.getRuntime().availableProcessors() * 2 + 1;
        return new PostgresConfig(jdbcUrl, login, login, Roles.DEFAULT, connections, Duration.ofSeconds(5));
    }

    public PostgresConfig withMigrator(Login other) {
        return new PostgresConfig(jdbcUrl, login, other, roles, poolSize, patience);
    }

    public PostgresConfig withRoles(Roles others) {
        return new PostgresConfig(jdbcUrl, login, migrator, others, poolSize, patience);
    }

    public PostgresConfig withPoolSize(int connections) {
        return new PostgresConfig(jdbcUrl, login, migrator, roles, connections, patience);
    }

    public PostgresConfig withPatience(Duration wait) {
        return new PostgresConfig(jdbcUrl, login, migrator, roles, poolSize, wait);
    }
}
