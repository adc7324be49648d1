package io.aicmo.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and files with the permissions that they need. */
public final class Directories {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Directories() {}

    /** Makes a folder, with its parents, that nobody else can look into; one that is there stays as it is. */
    public static void create(Path directory) throws IOException {
        Files.createDirectories(directory.toAbsolutePath().resolveSibling(""));
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(
                    directory, isPosix(directory) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0]);
        }
    }

    /**
     * Makes a folder that others may enter.
     *
     * @throws IOException if somebody else has made it, who might have put something into it
     */
    public static void createOpen(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path mine = Files.createTempFile(directory, "whose-", "");
        boolean isMine = Files.getOwner(directory).equals(Files.getOwner(mine));
        Files.delete(mine);
        if (!isMine) {
            throw new IOException(directory + " belongs to somebody else");
        }
    }

    /** Lets everybody read and enter it: programs are no secret. */
    static void allowReading(Path directory) throws IOException {
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Writes a file that nobody else can read, as a whole or not at all. */
    public static void writeSecret(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (isPosix(draft.toAbsolutePath().resolveSibling(""))) {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a folder and all that is in it; nothing happens if there is none. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    /** Gives a folder and all that is in it to a user. */
    static void giveTo(long user, Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> paths = all.toList();
            for (Path one : paths) {
                Files.setAttribute(one, "unix:uid", Math.toIntExact(user), LinkOption.NOFOLLOW_LINKS);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
