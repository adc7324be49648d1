package io.aicmo.app;

import java.util.Arrays;
import java.util.List;
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
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            DemoCommand.class,
            MigrateCommand.class,
            TokenCommand.class,
            KeyCommand.class,
            WebhookCommand.class);

    /** Ends with 0 when all went well, 1 when something failed, 2 when it was called or configured wrongly. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine command = new CommandLine(new Main());
        commands(args).forEach(command::addSubcommand);
        command.getCommandSpec()
                .usageMessage()
                .footerHeading("%nSettings (environment variables, or lines of $AICMO_HOME/" + Settings.FILE + "):%n");
        command.getCommandSpec()
                .usageMessage()
                .footer(Arrays.stream(Setting.values()).map(Main::line).toArray(String[]::new));
        command.setExecutionExceptionHandler((failure, failed, parsed) -> report(failure, failed));
        return command.execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    /** Only the command that is asked for, if there is one: to look at all of them takes a tenth of a server's start. */
    private static List<Class<?>> commands(String... args) {
        List<Class<?>> asked = COMMANDS.stream()
                .filter(one -> args.length > 0
                        && one.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return asked.isEmpty() ? COMMANDS : asked;
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
