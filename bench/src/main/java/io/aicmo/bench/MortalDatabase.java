package io.aicmo.bench;

import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Login;
import io.aicmo.postgres.PostgresConfig;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A durable database that can be killed, stopped and started again; its cable begins at the same port all the while. */
final class MortalDatabase implements AutoCloseable {
    private static final String JDBC = "jdbc:";

    private final Path folder;
    private final Cable cable;
    private EmbeddedServer server;

    private MortalDatabase(Path folder) {
        this.folder = folder;
        this.server = EmbeddedServer.start(folder);
        this.cable = Cable.to(address().getPort());
    }

    static MortalDatabase start(Path folder) {
        return new MortalDatabase(folder);
    }

    /** How it is reached through the cable. */
    synchronized PostgresConfig config() {
        PostgresConfig direct = server.config();
        String url = JDBC + "postgresql://127.0.0.1:" + cable.port() + address().getPath();
        return PostgresConfig.of(url, direct.login()).withMigrator(direct.migrator());
    }

    Cable cable() {
        return cable;
    }

    /** A connection past the cable, for whoever may do everything. */
    synchronized Connection connect() throws SQLException {
        return connect(server.superuser());
    }

    /** A connection past the cable, as the servers log in. */
    synchronized Connection connectAsServer() throws SQLException {
        return connect(server.config().login());
    }

    private Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(server.config().jdbcUrl(), login.user(), login.password());
    }

    /** Its processes end at once. */
    synchronized void kill() {
        Processes.kill(Processes.family(server.processId().orElseThrow()));
    }

    /** It ends as it should; whoever is connected is cut off. */
    synchronized void stop() {
        server.close();
    }

    /** Starts it again, after {@link #kill} or {@link #stop}. */
    synchronized void startAgain() {
        server.close();
        server = EmbeddedServer.start(folder);
        cable.leadTo(address().getPort());
    }

    private URI address() {
        return URI.create(server.config().jdbcUrl().substring(JDBC.length()));
    }

    @Override
    public synchronized void close() {
        cable.close();
        server.close();
    }
}
