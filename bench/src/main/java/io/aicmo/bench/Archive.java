package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of our jars as a JVM lays them out, so that programs that are started again and again are ready sooner. It
 * is for tests, which say where to keep it: the first that starts a program lets a server live for a moment before, and
 * whoever comes meanwhile waits. Benchmarks start programs without it.
 */
final class Archive {
    /** The system property that names the folder. */
    private static final String FOLDER = "aicmo.bench.archive";

    private static final Optional<Path> FILE =
            Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of).flatMap(Archive::in);

    private Archive() {}

    /** Where it is, if there is one. */
    static Optional<Path> file() {
        return FILE;
    }

    private static Optional<Path> in(Path folder) {
        Path file = folder.resolve("servers-" + Runtime.version() + ".jsa").toAbsolutePath();
        try (FileChannel lock =
                FileChannel.open(folder.resolve("servers.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (isOlderThanOurJars(file)) {
                rehearse(file);
            }
            // Not every JVM makes one.
            return Optional.of(file).filter(Files::exists);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlderThanOurJars(Path file) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        for (Path jar : Jvm.jars()) {
            if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(file)) > 0) {
                return true;
            }
        }
        return false;
    }

    /** What a server loads to start on a new database and to make a tenant is most of what it ever loads. */
    private static void rehearse(Path file) throws IOException {
        Path home = Files.createTempDirectory("aicmo-rehearsal-");
        Path draft = home.resolve("classes");
        Jvm server = Jvm.startWithJars(
                home.resolve("log"),
                Map.of("AICMO_HOME", home.toString(), "AICMO_PORT", "0", "AICMO_BOOTSTRAP_TOKEN", Lab.BOOTSTRAP_TOKEN),
                List.of(Jvm.SOON_UP, "-XX:ArchiveClassesAtExit=" + draft, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"),
                Node.class.getName(),
                "group");
        new Api(StartPhase.url(server.awaitLine("listens on ")), Lab.BOOTSTRAP_TOKEN)
                .post("/v1/tenants", Map.of("name", "rehearsal", "owner_email", "rehearsal@example.com"));
        server.stop();
        if (Files.exists(draft)) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Lab.delete(home);
    }
}
