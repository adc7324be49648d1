package io.aicmo.app;

import io.aicmo.domain.crm.Channels;
import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Postgres;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database up to date and ends. The server does so too when it starts. */
@Command(name = "migrate", mixinStandardHelpOptions = true, description = "Bring the database up to date.")
final class MigrateCommand implements Callable<Integer> {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = Settings.read(System.getenv());
        if (settings.database() != null) {
            return migrate(settings, null);
        }
        try (EmbeddedServer embedded = Database.embedded(settings)) {
            return migrate(settings, embedded);
        }
    }

    private int migrate(Settings settings, @Nullable EmbeddedServer embedded) {
        try (Postgres postgres =
                Postgres.open(Database.config(settings, embedded), Channels.catalogue(), Clock.systemUTC())) {
            if (spec != null) {
                spec.commandLine()
                        .getOut()
                        .println("The database is at schema version "
                                + postgres.health().schemaVersion() + ".");
            }
            return 0;
        }
    }
}
