package io.aicmo.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory and the server that runs on it. The server leaves the process group, so that Ctrl-C does not reach it
 * before whoever still uses it is done; and so it outlives a process that is killed.
 */
public final class DataDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private static final int START_SECONDS = 120;
    private static final int STOP_SECONDS = 60;
    private static final int PORT_ATTEMPTS = 5;
    /** How long what is left of a killed server may take to notice that it is gone. */
    private static final Duration ORPHANS_GO = Duration.ofSeconds(30);

    private static final long LARGEST_LOG = 10 << 20;

    private final Path binaries;
    private final Path data;
    private final Path log;
    private final OrdinaryUser user;

    /**
     * @param binaries the unpacked server
     * @param home the folder that holds data and log
     */
    public DataDirectory(Path binaries, Path home) throws IOException {
        this.binaries = binaries;
        this.data = home.toAbsolutePath().resolve("data");
        this.log = home.toAbsolutePath().resolve("server.log");
        this.user = OrdinaryUser.find();
        user.own(home);
    }

    /** Whether there is data already. */
    public boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    /**
     * Makes it; until it is whole it stands under another name, so that one that was interrupted is begun anew.
     *
     * @param superuserPassword the password of the user {@code postgres}; like all passwords of this server a random
     *     one, of at least 128 bits
     * @param durable whether to wait until it is on disk
     */
    public void create(String superuserPassword, boolean durable) throws IOException {
        Path draft = data.resolveSibling("data.new");
        Path passwordFile = data.resolveSibling("password.new");
        Directories.delete(draft);
        Directories.writeSecret(passwordFile, superuserPassword);
        user.own(passwordFile);
        try {
            List<String> initdb = new ArrayList<>(List.of(
                    "--pgdata=" + draft,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    // What nobody can guess needs no stretching, and to stretch it was most of a connection's cost.
                    "--set=scram_iterations=1",
                    "--encoding=UTF8",
                    "--locale=C",
                    // The same order and the same letters on every system.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            if (!durable) {
                initdb.add("--no-sync");
            }
            succeed("initdb", initdb);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Starts the server on a free port of the loopback interface.
     *
     * @return the port
     */
    public int start(Map<String, String> settings) throws IOException {
        stopWhatIsLeft();
        checkVersion();
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        long giveUp = System.nanoTime() + ORPHANS_GO.toNanos();
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            long before = Files.exists(log) ? Files.size(log) : 0;
            Program.Ended ended = run("pg_ctl", startCommand(port, settings));
            if (ended.succeeded()) {
                return port;
            }
            String said = logSince(before);
            boolean orphans = said.contains("shared memory block") && System.nanoTime() < giveUp;
            boolean portTaken = said.contains("Address already in use") && attempt < PORT_ATTEMPTS;
            if (!orphans && !portTaken) {
                throw new IOException("PostgreSQL did not start: " + ended.output() + "\n" + said);
            }
            pause();
        }
    }

    /** Stops the server: whoever is connected is cut off, everything is written down. */
    public void stop() throws IOException {
        if (serverProcess().isEmpty()) {
            return;
        }
        Program.Ended fast = run("pg_ctl", stopCommand("fast"));
        if (!fast.succeeded() && serverProcess().isPresent()) {
            LOG.warn("PostgreSQL does not stop, and is stopped at once: {}", fast.output());
            succeed("pg_ctl", stopCommand("immediate"));
        }
    }

    /** The process id of the server that runs on it, or empty if none does. */
    public Optional<Long> serverProcess() throws IOException {
        return pidInFile().filter(this::isOurServer);
    }

    private List<String> startCommand(int port, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("port", String.valueOf(port));
        all.put("listen_addresses", "127.0.0.1");
        all.put("unix_socket_directories", "");
        StringBuilder options = new StringBuilder();
        all.forEach((name, value) ->
                options.append("-c ").append(name).append("='").append(value).append("' "));
        return List.of(
                "start",
                "-D",
                data.toString(),
                "-w",
                "-t",
                String.valueOf(START_SECONDS),
                "-l",
                log.toString(),
                "-o",
                options.toString());
    }

    private List<String> stopCommand(String mode) {
        return List.of("stop", "-D", data.toString(), "-w", "-t", String.valueOf(STOP_SECONDS), "-m", mode);
    }

    /** A server that a killed process left running is stopped; the file of one that is gone is taken away. */
    private void stopWhatIsLeft() throws IOException {
        Optional<Long> pid = pidInFile();
        if (pid.isEmpty()) {
            return;
        }
        if (isOurServer(pid.get())) {
            LOG.info("stopping the PostgreSQL that a process left running");
            stop();
        } else if (ProcessHandle.of(pid.get()).isPresent()) {
            // A dead process that nobody waits for, or another program that got the number: PostgreSQL would take
            // either
            // for a running server.
            awaitOrphans();
            Files.deleteIfExists(pidFile());
        }
    }

    private boolean isOurServer(long pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty() || isZombie(pid)) {
            return false;
        }
        String command = process.get()
                .info()
                .command()
                .or(() -> process.get().info().commandLine())
                .orElseThrow(() -> new IllegalStateException(
                        "process " + pid + " may be a PostgreSQL on " + data + " or not; stop it, if it is"));
        return command.contains("postgres") && worksIn(pid).map(data::equals).orElse(true);
    }

    /** Whether a process is dead, but its parent has not asked for its end; containers without an init keep such. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // it is gone, or this system does not tell
        }
    }

    /** The folder that a process works in, where the system tells; every process of a server works in its data. */
    private static Optional<Path> worksIn(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /** Waits until no process of a killed server works on the data any more. */
    private void awaitOrphans() throws IOException {
        long giveUp = System.nanoTime() + ORPHANS_GO.toNanos();
        while (ProcessHandle.allProcesses()
                .anyMatch(one -> worksIn(one.pid()).map(data::equals).orElse(false))) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("processes of a killed PostgreSQL still work on " + data);
            }
            pause();
        }
    }

    private void checkVersion() throws IOException {
        String ofData = Files.readString(data.resolve("PG_VERSION")).strip();
        String ofServer = run("postgres", List.of("--version")).output();
        if (!ofServer.contains(" " + ofData + ".")) {
            throw new IOException("the data in " + data + " is PostgreSQL " + ofData + "'s, and this is " + ofServer
                    + "; move it by pg_dump, or use the version that made it");
        }
    }

    private Optional<Long> pidInFile() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(pidFile(), StandardCharsets.ISO_8859_1)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(text -> text.matches("[0-9]+"))
                    .map(Long::valueOf);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private String logSince(long position) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        byte[] all = Files.readAllBytes(log);
        int from = (int) Math.min(position, all.length);
        return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }

    private void succeed(String program, List<String> arguments) throws IOException {
        Program.Ended ended = run(program, arguments);
        if (!ended.succeeded()) {
            throw new IOException(program + " failed: " + ended.output());
        }
    }

    private Program.Ended run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return Program.run(user.running(command));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
