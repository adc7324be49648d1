package io.aicmo.postgres.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the server that is on the class path for this system. */
public final class Binaries {
    private Binaries() {}

    /**
     * How much of the archive tells it from others, in bytes: every program in it holds its version. To read all of it
     * would take a tenth of a server's start.
     */
    private static final int TELLING = 1 << 20;

    /**
     * The unpacked server, in a folder that is named after what is in it. Several processes may ask at once.
     *
     * @throws IllegalStateException if no server for this system is on the class path
     */
    public static Path in(Path directory) throws IOException {
        Path unpacked = directory.resolve("postgres-" + fingerprint());
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        Files.createDirectories(directory);
        Path fresh = Files.createTempDirectory(directory, "unpacking-");
        Directories.allowReading(fresh);
        unpack(fresh);
        moveInto(fresh, unpacked);
        return unpacked;
    }

    private static InputStream archive() throws IOException {
        String system = system();
        String architecture = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
        if (packed == null) {
            throw new IllegalStateException("this distribution brings no PostgreSQL for " + system + " on "
                    + architecture + "; use a server of your own by a database URL");
        }
        return packed;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("windows") ? "Windows" : name.contains("mac") ? "Darwin" : "Linux";
    }

    private static String fingerprint() throws IOException {
        try (InputStream archive = archive()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive.readNBytes(TELLING));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void unpack(Path into) throws IOException {
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, into);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("an entry leads out of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        if (target.startsWith(into.resolve("bin")) && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make executable: " + target);
        }
    }

    /** Whoever comes first wins; the others throw theirs away. */
    private static void moveInto(Path fresh, Path unpacked) throws IOException {
        try {
            Files.move(fresh, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException e) {
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
            Directories.delete(fresh);
        }
    }
}
