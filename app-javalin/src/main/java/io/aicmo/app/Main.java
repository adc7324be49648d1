package io.aicmo.app;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. {@code ./aicmo --help} says what it can. */
@Command(
        name = "aicmo",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "An AI marketing department on a CRM spine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            MigrateCommand.class,
            TokenCommand.class,
            KeyCommand.class,
            WebhookCommand.class
        })
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    /** Ends with 0 when all went well, 1 when something failed, 2 when it was called or configured wrongly. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine command = new CommandLine(new Main());
        command.getCommandSpec()
                .usageMessage()
                .footerHeading("%nSettings (environment variables, or lines of $AICMO_HOME/" + Settings.FILE + "):%n");
        command.getCommandSpec()
                .usageMessage()
                .footer(Arrays.stream(Setting.values()).map(Main::line).toArray(String[]::new));
        command.setExecutionExceptionHandler((failure, failed, parsed) -> report(failure, failed));
        return command.execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static String line(Setting setting) {
        String fallback = setting.fallback().map(value -> " (" + value + ")").orElse("");
        return String.format("  %-26s%s%s", setting, setting.meaning(), fallback)
                .replace("%", "%%");
    }

    /** One line for a person; the log has the rest. */
    private static int report(Exception failure, CommandLine failed) {
        failed.getErr()
                .println("aicmo: " + Optional.ofNullable(failure.getMessage()).orElse(failure.toString()));
        if (failure instanceof Settings.Wrong) {
            return WRONG;
        }
        LoggerFactory.getLogger(Main.class).debug("aicmo failed", failure);
        return FAILED;
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"aicmo " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
