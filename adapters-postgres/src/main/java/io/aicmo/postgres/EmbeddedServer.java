package io.aicmo.postgres;

import io.aicmo.postgres.embedded.Binaries;
import io.aicmo.postgres.embedded.DataDirectory;
import io.aicmo.postgres.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A PostgreSQL server of one's own, for machines that have none. It listens on the loopback interface only, on a port
 * that is free, and asks for passwords that are made for it and kept beside its data. One at a time works on a folder.
 *
 * <p>What {@link #start} makes keeps what was committed through the death of this process, of the server and of the
 * machine: it waits for the disk like any PostgreSQL. It outlives a killed process; the next start stops it first.
 */
public final class EmbeddedServer implements AutoCloseable {
    /**
     * The system property that names a folder where servers share their programs. It is for tests: they start so many
     * servers that unpacking the programs for each would take longer than the starts.
     */
    public static final String SHARED_PROGRAMS = "aicmo.postgres.programs";

    private static final String SUPERUSER = "postgres";
    private static final String LOGIN = "aicmo_login";
    private static final String DATABASE = "aicmo";

    private static final Map<String, String> DURABLE = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "256MB",
            "random_page_cost", "1.1",
            "jit", "off",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private static final Map<String, String> FORGETFUL = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "200",
            "jit", "off",
            "timezone", "UTC");

    /**
     * The folders that this very process uses. They are never opened again to try their locks: on POSIX systems that
     * would release them.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final boolean forgetful;
    private final FileChannel lockFile;
    private final DataDirectory data;
    private final Secrets secrets;
    private final int port;
    private boolean closed;

    /** The passwords of superuser and login. */
    private record Secrets(String superuser, String login) {
        static Secrets keptIn(Path file) throws IOException {
            if (!Files.exists(file)) {
                Directories.writeSecret(file, random() + "\n" + random() + "\n");
            }
            List<String> lines = Files.readAllLines(file);
            return new Secrets(lines.get(0), lines.get(1));
        }

        private static String random() {
            byte[] bits = new byte[24];
            new SecureRandom().nextBytes(bits);
            return HexFormat.of().formatHex(bits);
        }
    }

    private EmbeddedServer(Path home, Path binaries, boolean forgetful) throws IOException {
        this.home = home;
        this.forgetful = forgetful;
        Directories.create(home);
        this.lockFile = locked(home);
        try {
            this.data = new DataDirectory(Binaries.in(binaries), home);
            Path passwords = home.resolve("passwords");
            if (data.exists() && !Files.exists(passwords)) {
                throw new IOException("there is data in " + home + " but no file with its passwords");
            }
            this.secrets = Secrets.keptIn(passwords);
            if (!data.exists()) {
                data.create(secrets.superuser, !forgetful);
            }
            this.port = data.start(forgetful ? FORGETFUL : DURABLE);
            makeDatabase();
        } catch (IOException | RuntimeException e) {
            unlock();
            throw e;
        }
    }

    /**
     * Starts a durable server.
     *
     * @param home where its data, programs, passwords and log are kept; made if it is not there
     * @throws IllegalStateException if another process uses the folder, or the server does not start: the message says
     *     why
     */
    public static EmbeddedServer start(Path home) {
        return start(home, programs(home));
    }

    private static Path programs(Path home) {
        String shared = System.getProperty(SHARED_PROGRAMS);
        if (shared == null) {
            return home.resolve("programs");
        }
        return started(() -> {
            Directories.createOpen(Path.of(shared));
            return Path.of(shared);
        });
    }

    /** As {@link #start(Path)}, with its programs somewhere else. */
    static EmbeddedServer start(Path home, Path programs) {
        return started(() -> new EmbeddedServer(home.toAbsolutePath().normalize(), programs, false));
    }

    /**
     * Starts a server that is fast and forgets everything, for tests. Its folder goes when it is closed, or when the next
     * one is started after its process died.
     */
    public static EmbeddedServer startForgetful() {
        Path all = Path.of(
                        System.getProperty("java.io.tmpdir"), "aicmo-test-postgres-" + System.getProperty("user.name"))
                .toAbsolutePath();
        return started(() -> {
            Directories.createOpen(all);
            sweep(all);
            Path home = Files.createTempDirectory(all, "server-");
            EmbeddedServer server = new EmbeddedServer(home, all.resolve("programs"), true);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "embedded-postgres-closer"));
            return server;
        });
    }

    /** How to open its database, as {@link Postgres#open} takes it. */
    public PostgresConfig config() {
        return PostgresConfig.of(jdbcUrl(DATABASE), new Login(LOGIN, secrets.login))
                .withMigrator(superuser());
    }

    /** The URL of one of its databases. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Who may do everything on it. */
    public Login superuser() {
        return new Login(SUPERUSER, secrets.superuser);
    }

    /** The id of its main process. */
    public Optional<Long> processId() {
        return started(data::serverProcess);
    }

    /** Stops the server, once what is committed is safe; whoever is connected is cut off. Again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        started(() -> {
            try {
                data.stop();
                if (forgetful) {
                    Directories.delete(home);
                }
            } finally {
                unlock();
            }
            return true;
        });
    }

    private void makeDatabase() throws IOException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(SUPERUSER), SUPERUSER, secrets.superuser);
                Statement statement = connection.createStatement()) {
            if (!isThere(statement, "select 1 from pg_roles where rolname = '" + LOGIN + "'")) {
                statement.execute("create role " + LOGIN + " login noinherit password '" + secrets.login + "'");
            }
            if (!isThere(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            data.stop();
            throw new IOException("the database could not be made: " + e.getMessage(), e);
        }
    }

    private static boolean isThere(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Held until the process ends, however it ends. */
    private static FileChannel locked(Path home) throws IOException {
        if (OURS.add(home)) {
            FileChannel channel =
                    FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            OURS.remove(home);
            channel.close();
        }
        throw new IOException("another server uses the database in " + home + "; one server per folder");
    }

    private void unlock() throws IOException {
        OURS.remove(home);
        lockFile.close();
    }

    /** Ends and deletes what forgetful servers of processes that died left behind. */
    private static void sweep(Path all) throws IOException {
        try (var homes = Files.newDirectoryStream(all, "server-*")) {
            for (Path home : homes) {
                if (OURS.contains(home) || !Files.exists(home.resolve("lock"))) {
                    continue; // in use; or about to be made, or just deleted
                }
                try (FileChannel channel = FileChannel.open(home.resolve("lock"), StandardOpenOption.WRITE)) {
                    if (channel.tryLock() != null) {
                        new DataDirectory(Binaries.in(all.resolve("programs")), home).stop();
                        Directories.delete(home);
                    }
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T done() throws IOException;
    }

    private static <T> T started(Work<T> work) {
        try {
            return work.done();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
