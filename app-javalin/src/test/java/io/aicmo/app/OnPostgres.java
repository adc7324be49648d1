package io.aicmo.app;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The whole application on an embedded PostgreSQL, one for all suites of this module. */
final class OnPostgres {
    private OnPostgres() {}

    static Api api() {
        return Shared.API;
    }

    static Application application() {
        return Shared.APPLICATION;
    }

    static Path newHome(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is called of a running application, where also events can be set aside. */
    static Api api(Application application) {
        return new Api(
                application.installation().server(),
                RunningNode.BOOTSTRAP,
                RunningNode.JWT_SECRET,
                new Aside(
                        application.installation().postgres().transactions(),
                        application.installation().postgres().records()));
    }

    private static final class Shared {
        static final Application APPLICATION = start();
        static final Api API = api(APPLICATION);

        private static Application start() {
            Application application = RunningNode.embedded(newHome("aicmo-app-test"));
            // The contracts compare a tenant's data before and after a request; no job may change it in between.
            application.installation().worker().close();
            Runtime.getRuntime().addShutdownHook(new Thread(application::close, "stop the shared application"));
            return application;
        }
    }
}
