package io.aicmo.app;

import io.aicmo.providers.tink.MasterKeyset;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes and rotates what seals secrets. What was sealed by an older key still opens. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Make or rotate the master key, which seals stored secrets.",
            "To rotate: add a key, restart every node with it, promote it, restart every node again."
        })
final class KeyCommand {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Command(name = "new", description = "Print a new keyset for AICMO_MASTER_KEY; nothing is changed.")
    int make() {
        out().println(MasterKeyset.make().write());
        return 0;
    }

    @Command(name = "add", description = "Add a key that opens, but does not seal yet.")
    int add() {
        return change(MasterKeyset::withNewKey);
    }

    @Command(name = "promote", description = "Seal with the key that was added last.")
    int promote() {
        return change(MasterKeyset::sealingWithNewest);
    }

    /** At home, or, where the setting holds it, on paper for whoever keeps the setting. */
    private int change(UnaryOperator<MasterKeyset> how) {
        Settings settings = Settings.read(System.getenv());
        MasterKeyset given = settings.masterKey();
        if (given != null) {
            out().println(how.apply(given).write());
            return 0;
        }
        Home home = new Home(settings.home());
        MasterKeyset changed = how.apply(MasterKey.atHome(home));
        home.replace(Home.MASTER_KEY, changed.write());
        out().println(home.folder().resolve(Home.MASTER_KEY) + " has " + changed.size() + " keys now.");
        return 0;
    }

    private PrintWriter out() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec.commandLine().getOut();
    }
}
