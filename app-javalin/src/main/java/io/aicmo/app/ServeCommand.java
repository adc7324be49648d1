package io.aicmo.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the server.")
final class ServeCommand implements Callable<Integer> {
    @Spec
    @Nullable
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.read(System.getenv());
        System.setProperty("aicmo.log.level", settings.logLevel());
        Application application = Application.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            application.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        if (spec != null) {
            welcome(spec.commandLine().getOut(), application);
        }
        stopped.await();
        return 0;
    }

    private static void welcome(PrintWriter out, Application application) {
        out.println("AI CMO listens on " + application.url() + "   (documentation: " + application.url() + "/docs)");
        application.unseenBootstrapToken().ifPresent(token -> {
            out.println("The bootstrap token, shown this once and kept in $AICMO_HOME/" + Home.BOOTSTRAP_TOKEN + ":");
            out.println("  " + token);
            out.println("Make a tenant with it:");
            out.println("  curl -X POST " + application.url() + "/v1/tenants -H 'Authorization: Bearer " + token
                    + "' -H 'Content-Type: application/json' -d '{\"name\": \"My company\", \"owner_email\":"
                    + " \"me@example.com\"}'");
        });
        out.println("Stop with Ctrl-C.");
        out.flush();
    }
}
