package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The server that comes along: it keeps what it was given, whatever dies. */
class EmbeddedServerTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path home;

    /** Making a data directory takes longer than all the rest, so each test gets a copy of one. */
    @BeforeAll
    static void makeOne() throws IOException {
        letOthersEnter(shared);
        EmbeddedServer.start(made(), programs()).close();
    }

    /** Where root may not have a user namespace, the server runs as nobody. */
    private static void letOthersEnter(Path folder) {
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();
    }

    @BeforeEach
    void copyIt() throws IOException {
        letOthersEnter(folder);
        home = folder.resolve("kept").resolve("postgres");
        Files.createDirectories(home.getParent());
        try (Stream<Path> all = Files.walk(made())) {
            for (Path one : all.toList()) {
                Files.copy(one, home.resolve(made().relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void whatWasCommittedIsThereAfterAStop() {
        try (EmbeddedServer first = start()) {
            keep(first, "a word");
        }

        try (EmbeddedServer second = start()) {
            assertThat(kept(second)).containsExactly("a word");
        }
    }

    @Test
    void whatWasCommittedIsThereAfterTheServerWasKilled() throws Exception {
        try (EmbeddedServer first = start();
                Connection connected = connect(first)) {
            keep(first, "before the kill");
            assertThat(connected.isValid(5)).isTrue();

            kill(first.processId().orElseThrow());
        }

        try (EmbeddedServer second = start()) {
            assertThat(kept(second)).containsExactly("before the kill");
        }
    }

    @Test
    void aServerThatAKilledProcessLeftRunningIsStoppedBeforeTheNextStarts() throws Exception {
        Process other = otherProcess();
        long left = Long.parseLong(firstLine(other));
        other.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(isRunning(left)).isTrue();

        try (EmbeddedServer second = start()) {
            assertThat(kept(second)).containsExactly("from another process");
            assertThat(second.processId()).isPresent().isNotEqualTo(left);
            assertEnds(left);
        }
    }

    @Test
    void anotherProcessIsRefusedTheSameFolder() throws Exception {
        Process other = otherProcess();
        try {
            firstLine(other);

            assertThatThrownBy(this::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another server uses the database in " + home);
        } finally {
            other.getOutputStream().close(); // it stops its server then
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theSameProcessIsRefusedTheSameFolderAndTheFirstGoesOn() {
        try (EmbeddedServer first = start()) {
            assertThatThrownBy(this::start).hasMessageContaining("one server per folder");
            assertThatThrownBy(this::start).hasMessageContaining("one server per folder");

            keep(first, "still here");
            assertThat(kept(first)).containsExactly("still here");
        }
    }

    @Test
    void closingStopsItAndClosingAgainDoesNothing() throws IOException {
        EmbeddedServer server = start();
        long process = server.processId().orElseThrow();

        server.close();
        server.close();

        assertEnds(process);
        assertThat(home.resolve("data").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void itWaitsForTheDisk() throws SQLException {
        try (EmbeddedServer server = start()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(ask(server, "show " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void itListensOnTheLoopbackInterfaceOnlyAndAsksForAPassword() throws SQLException {
        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "show unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("aicmo"), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such permissions")
    void itsPasswordsAndDataAreForNobodyElse() throws IOException {
        try (EmbeddedServer server = start()) {
            assertThat(server.config().login().toString())
                    .doesNotContain(server.config().login().password());
            assertThat(permissions(home.resolve("passwords"))).isEqualTo("rw-------");
            assertThat(permissions(home.resolve("data"))).isEqualTo("rwx------");
            assertThat(permissions(home)).isEqualTo("rwx------");
        }
    }

    @Test
    void aCreationThatWasInterruptedIsBegunAnew() throws IOException {
        home = folder.resolve("new");
        Files.createDirectories(home.resolve("data.new").resolve("base"));
        Files.writeString(home.resolve("data.new").resolve("PG_VERSION"), "half");

        try (EmbeddedServer server = start()) {
            keep(server, "whole");
            assertThat(kept(server)).containsExactly("whole");
        }
    }

    @Test
    void aStaleProcessFileWhoseNumberWentToAnotherProgramIsNoServer() throws IOException {
        Files.writeString(
                home.resolve("data").resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("data") + "\n");

        try (EmbeddedServer server = start()) {
            assertThat(server.processId()).isPresent();
        }
    }

    @Test
    void dataOfAnotherVersionIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("data").resolve("PG_VERSION"), "12\n");

        assertThatThrownBy(this::start).hasMessageContaining("is PostgreSQL 12's");

        Files.writeString(home.resolve("data").resolve("PG_VERSION"), "18\n");
        start().close();
    }

    @Test
    void dataWithoutItsPasswordsIsLeftAlone() throws IOException {
        Files.delete(home.resolve("passwords"));

        assertThatThrownBy(this::start).hasMessageContaining("no file with its passwords");
        assertThat(home.resolve("passwords")).doesNotExist();
    }

    @Test
    void aForgetfulOneLeavesNothingBehind() throws IOException {
        EmbeddedServer server = EmbeddedServer.startForgetful();
        Path data = Path.of(askOrFail(server, "show data_directory"));
        assertThat(data).isDirectory();

        server.close();

        assertThat(data.getParent()).doesNotExist();
    }

    private static Path made() {
        return shared.resolve("postgres");
    }

    private static Path programs() {
        return shared.resolve("programs");
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(home, programs());
    }

    /** A process that starts a server, keeps a word in it, says the server's process id, and waits for its input's end. */
    private Process otherProcess() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        home.toString(),
                        programs().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** See {@link #otherProcess}. */
    static final class OtherProcess {
        private OtherProcess() {}

        @SuppressWarnings("SystemOut") // its output is how it speaks to the test
        public static void main(String[] arguments) throws IOException {
            try (EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
                keep(server, "from another process");
                System.out.println(server.processId().orElseThrow());
                System.in.readAllBytes();
            }
        }
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private static void kill(long process) throws Exception {
        ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
        assertThat(handle.destroyForcibly()).isTrue();
        handle.onExit().get(30, TimeUnit.SECONDS);
    }

    /** What was stopped has written everything, and takes a moment to be gone. */
    private static void assertEnds(long process) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (isRunning(process)) {
            assertThat(System.nanoTime()).as("process %s still runs", process).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    /** A process that is dead but not collected yet runs no program. */
    private static boolean isRunning(long process) {
        return ProcessHandle.of(process).flatMap(one -> one.info().command()).isPresent();
    }

    private static void keep(EmbeddedServer server, String word) {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists words (word text)");
            statement.execute("insert into words values ('" + word + "')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> kept(EmbeddedServer server) {
        return Stream.of(askOrFail(server, "select string_agg(word, ',' order by word) from words")
                        .split(","))
                .toList();
    }

    private static String askOrFail(EmbeddedServer server, String query) {
        try {
            return ask(server, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(EmbeddedServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl("aicmo"),
                server.superuser().user(),
                server.superuser().password());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
