package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * The statement that the group commit runs, on a connection of its own and with nothing around it: what the database can
 * do at best. In the adapter's package, because it is the adapter's very statement.
 */
public final class BareSpine implements AutoCloseable {
    private final Connection connection;
    private final SpineStatement statement;

    private BareSpine(Connection connection, SpineStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** Connects. */
    public static BareSpine connect(PostgresConfig config) throws SQLException {
        Connection connection = DriverManager.getConnection(
                config.jdbcUrl(), config.login().user(), config.login().password());
        return new BareSpine(connection, SpineStatement.asWriter(config.roles().spine()));
    }

    /** Applies decisions and commits; how many were new. */
    public int apply(List<SpineDecision> decisions) throws SQLException {
        return (int) statement.run(connection, decisions).stream()
                .filter(SpineStatement.Answer.New.class::isInstance)
                .count();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
