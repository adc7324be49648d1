package io.aicmo.bench;

import io.aicmo.postgres.EmbeddedServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java program with this program's class path, in a process of its own; what it logs goes to a file. */
final class Jvm {
    /** For a program that never lives long enough to become fast. */
    static final String SOON_UP = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final Path log;

    private Jvm(Process process, Path log) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param settings its {@code AICMO_…} environment; it sees none of ours
     * @param options of the JVM, as {@code ./aicmo} sets them or in their place
     * @param main the name of its class
     */
    static Jvm start(Path log, Map<String, String> settings, List<String> options, String main, String... args) {
        Optional<Path> archive = Archive.file();
        if (archive.isEmpty()) {
            return start(log, settings, options, classPath(), main, args);
        }
        List<String> all = new ArrayList<>(List.of("-XX:SharedArchiveFile=" + archive.get(), "-Xlog:cds=off"));
        all.addAll(options);
        return startWithJars(log, settings, all, main, args);
    }

    /** As {@link #start}, with no folders on its class path, because an archive of classes allows none. */
    static Jvm startWithJars(
            Path log, Map<String, String> settings, List<String> options, String main, String... args) {
        return start(log, settings, options, jars(), main, args);
    }

    private static Jvm start(
            Path log,
            Map<String, String> settings,
            List<String> options,
            List<Path> classPath,
            String main,
            String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        String programs = System.getProperty(EmbeddedServer.SHARED_PROGRAMS);
        if (programs != null) {
            command.add("-D" + EmbeddedServer.SHARED_PROGRAMS + "=" + programs);
        }
        command.addAll(options);
        command.addAll(List.of(
                "-cp", classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)), main));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AICMO_"));
        builder.environment().putAll(settings);
        try {
            return new Jvm(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With whole paths, because a test's class path may be relative to its module. */
    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** The jars on the class path. Once packaged, all is in them but the tests. */
    static List<Path> jars() {
        return classPath().stream().filter(Files::isRegularFile).toList();
    }

    /**
     * Reads what it prints up to a line that contains a text.
     *
     * @return that line
     * @throws IllegalStateException if it ends before; the message has the end of its log
     */
    String awaitLine(String containing) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(containing)) {
                    return line;
                }
            }
            throw new IllegalStateException("the server ended with " + process.waitFor() + " before it said \""
                    + containing + "\":\n" + endOfLog());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Says a line to it, and reads its answer. */
    synchronized String ask(String question) {
        try {
            in.write(question + "\n");
            in.flush();
            String answer = out.readLine();
            if (answer == null) {
                throw new IllegalStateException("the server ended:\n" + endOfLog());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks it to stop, as Ctrl-C does, and waits until it has. */
    void stop() {
        process.destroy();
        awaitEnd(Duration.ofSeconds(60));
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(60));
    }

    private void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not stop:\n" + endOfLog());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
