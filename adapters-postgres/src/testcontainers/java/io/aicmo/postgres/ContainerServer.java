package io.aicmo.postgres;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, gone with this process. */
public final class ContainerServer {
    private static final DockerImageName IMAGE =
            DockerImageName.parse("pgvector/pgvector:pg18").asCompatibleSubstituteFor("postgres");

    private ContainerServer() {}

    /** Starts one. */
    @SuppressWarnings("resource") // stopped by the container library when this process ends
    public static TestServer start() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off");
        container.start();
        return new TestServer(
                container.getJdbcUrl().replaceFirst("\\?.*", ""),
                new Login(container.getUsername(), container.getPassword()));
    }
}
