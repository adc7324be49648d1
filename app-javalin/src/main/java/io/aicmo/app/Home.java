package io.aicmo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The folder in which the server keeps what is its own; readable by its owner alone. */
final class Home {
    private static final SecureRandom RANDOM = new SecureRandom();

    static final String JWT_SECRET = "jwt-secret";
    static final String BOOTSTRAP_TOKEN = "bootstrap-token";
    static final String SERVICE_TOKEN = "service-token";
    static final String MASTER_KEY = "master-key";
    static final String LINK_SECRET = "link-secret";

    private final Path folder;

    Home(Path folder) {
        this.folder = folder;
    }

    /** A secret that is made once and then kept, and whether it was made just now. */
    record Kept(String secret, boolean isNew) {
        @Override
        public String toString() {
            return "Kept[isNew=" + isNew + "]";
        }
    }

    /**
     * The secret of this name.
     *
     * @param prefix what a new one begins with; 256 random bits follow
     */
    Kept secret(String name, String prefix) {
        return secret(name, () -> {
            byte[] bytes = new byte[32];
            RANDOM.nextBytes(bytes);
            return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        });
    }

    /**
     * The secret of this name.
     *
     * @param maker makes it where there is none yet
     */
    Kept secret(String name, Supplier<String> maker) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(folder, ownerOnly("rwx------"));
            if (!Files.exists(file)) {
                String made = maker.get();
                if (keep(file, made)) {
                    return new Kept(made, true);
                }
            }
            return new Kept(Files.readString(file, StandardCharsets.UTF_8).strip(), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    /**
     * Whether this is the first time that it is asked of this name, in this folder.
     *
     * @param name of a file that remembers it
     */
    boolean isFirst(String name) {
        return secret(name, () -> "yes").isNew;
    }

    /** Puts a secret in the place of the one of this name, as a whole. */
    void replace(String name, String secret) {
        Path file = folder.resolve(name);
        try {
            Path aside = aside(file, secret);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Writes aside and links into place, so that a start that dies half-way leaves no half secret. */
    private boolean keep(Path file, String content) throws IOException {
        Path aside = aside(file, content);
        try {
            Files.createLink(file, aside);
            return true;
        } catch (FileAlreadyExistsException anotherStartWasFaster) {
            return false;
        } finally {
            Files.delete(aside);
        }
    }

    private Path aside(Path file, String content) throws IOException {
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly("rw-------"));
        Files.writeString(aside, content + "\n", StandardOpenOption.SYNC);
        return aside;
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
