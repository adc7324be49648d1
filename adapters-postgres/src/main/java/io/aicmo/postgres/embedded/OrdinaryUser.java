package io.aicmo.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs as somebody who is not root, because PostgreSQL refuses root. Whoever is not root anyway runs them as
 * they are. Root runs them in a user namespace of their own, where it is nobody; and where that is forbidden, as in many
 * containers, as the user nobody, to whom the server's folders are given.
 *
 * @param command what goes ahead of a command
 * @param user whose the server's folders must be, or null for whoever runs this
 */
record OrdinaryUser(List<String> command, @Nullable Long user) {
    private static final long NOBODY = 65_534;
    private static final Path SELF = Path.of("/proc/self");

    private static final OrdinaryUser MYSELF = new OrdinaryUser(List.of(), null);

    /** @throws IllegalStateException if this is root, and nothing of it works */
    static OrdinaryUser find() throws IOException {
        if (!isRoot()) {
            return MYSELF;
        }
        OrdinaryUser namespace = new OrdinaryUser(List.of("unshare", "--user"), null);
        OrdinaryUser nobody = new OrdinaryUser(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
        for (OrdinaryUser one : List.of(namespace, nobody)) {
            if (one.works()) {
                return one;
            }
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                + " start as another user, or use a server of your own by a database URL");
    }

    /** The command as it is run. */
    List<String> running(List<String> program) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(program);
        return whole;
    }

    /** Makes a folder the user's that the programs run as. */
    void own(Path directory) throws IOException {
        if (isRoot()) {
            long wanted = user == null ? 0 : user;
            if ((int) Files.getAttribute(directory, "unix:uid") != wanted) {
                Directories.giveTo(wanted, directory);
            }
        }
    }

    private boolean works() {
        try {
            return Program.run(running(List.of("true"))).succeeded();
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.exists(SELF) && Files.getAttribute(SELF, "unix:uid").equals(0);
    }
}
