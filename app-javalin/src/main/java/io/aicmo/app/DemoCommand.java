package io.aicmo.app;

import io.aicmo.app.demo.Demonstration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server, on a free port unless one is set, tells it a story over HTTP, shows what came of it, and stops. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Start a server, tell it a story over HTTP, show what came of it, and stop.")
final class DemoCommand implements Callable<Integer> {
    private static final String FILES = "AICMO_DEMO_FILES";

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--ai",
            description = "Let the AI write that AICMO_AI_BASE_URL and its like name; else the offline playbooks do.")
    private boolean ai;

    @Override
    public Integer call() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(Setting.AICMO_PORT.name(), "0");
        environment.putIfAbsent(Setting.AICMO_LOG_LEVEL.name(), "warn");
        if (!ai) {
            // A setting that is blank is none, whatever the file in AICMO_HOME says.
            environment.put(Setting.AICMO_AI_BASE_URL.name(), "");
            environment.put(Setting.AICMO_AI_KEY.name(), "");
        }
        Settings settings = Settings.read(environment);
        if (ai && settings.ai() == null) {
            throw new Settings.Wrong(Setting.AICMO_AI_BASE_URL, "must be set where the demonstration is to use an AI");
        }
        System.setProperty("aicmo.log.level", settings.logLevel());
        if (spec == null) {
            throw new IllegalStateException("not called by the command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting a server with its own PostgreSQL in " + settings.home() + " …");
        out.flush();
        try (Application application = Application.start(settings)) {
            out.println("It listens on " + application.url() + ".");
            out.println();
            Demonstration.run(
                    application.url(),
                    application.bootstrapToken(),
                    Path.of(environment.getOrDefault(FILES, "demo")),
                    out,
                    Clock.systemUTC());
        }
        out.println();
        out.println("That was all over HTTP. ./aicmo serve starts the server for you, with what it has kept.");
        out.flush();
        return 0;
    }
}
