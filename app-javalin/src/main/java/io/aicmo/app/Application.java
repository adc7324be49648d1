package io.aicmo.app;

import io.aicmo.ai.OpenAiGateway;
import io.aicmo.app.wiring.DaggerInstallation;
import io.aicmo.app.wiring.Installation;
import io.aicmo.app.wiring.SpineChoice;
import io.aicmo.application.messaging.UnsubscribeLinks;
import io.aicmo.http.Route;
import io.aicmo.http.Settings.Jwt;
import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.crm.SpineLimits;
import io.aicmo.postgres.job.Pace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server with everything that it needs, the embedded database included. */
public final class Application implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final @Nullable EmbeddedServer embedded;
    private final Installation installation;
    private final Bootstrap bootstrap;

    /** What may make tenants, where it was made here with the home that remembers whether anybody saw it. */
    private record Bootstrap(String token, @Nullable Home madeIn) {
        static Bootstrap of(Settings settings, Home home) {
            String given = settings.bootstrapToken();
            return given == null
                    ? new Bootstrap(kept(home, Home.BOOTSTRAP_TOKEN, "bt_", null), home)
                    : new Bootstrap(given, null);
        }

        @Override
        public String toString() {
            return "Bootstrap[]";
        }
    }

    private Application(@Nullable EmbeddedServer embedded, Installation installation, Bootstrap bootstrap) {
        this.embedded = embedded;
        this.installation = installation;
        this.bootstrap = bootstrap;
    }

    /**
     * Starts the database if it is ours, migrates it, and listens.
     *
     * @throws RuntimeException if any of it fails; what was started is stopped then
     */
    public static Application start(Settings settings) {
        return start(settings, (usual, transactions) -> usual);
    }

    /** Like {@link #start(Settings)}, with a spine of the caller's choice. */
    public static Application start(Settings settings, SpineChoice choice) {
        Home home = new Home(settings.home());
        EmbeddedServer embedded = settings.database() == null ? Database.embedded(settings) : null;
        if (settings.leavesTheBudgetToTheProvider()) {
            LOG.warn(
                    "{} counts only what the provider says that its answers cost; with {} and {} the rest is counted"
                            + " too",
                    Setting.AICMO_AI_MONTHLY_BUDGET,
                    Setting.AICMO_AI_INPUT_PRICE,
                    Setting.AICMO_AI_OUTPUT_PRICE);
        }
        try {
            Bootstrap bootstrap = Bootstrap.of(settings, home);
            String serviceToken = kept(home, Home.SERVICE_TOKEN, "st_", settings.serviceToken());
            String jwtSecret = kept(home, Home.JWT_SECRET, "", settings.jwtSecret());
            String linkSecret = kept(home, Home.LINK_SECRET, "", settings.linkSecret());
            Address address = new Address(settings);
            Installation installation = DaggerInstallation.factory()
                    .create(
                            Database.config(settings, embedded),
                            http(settings, bootstrap.token, serviceToken, jwtSecret),
                            SpineLimits.of(settings.spineWriters(), settings.spineQueue()),
                            Pace.USUAL.withSlots(Math.max(1, settings.jobSlots())),
                            settings.retention(),
                            Optional.ofNullable(settings.ai()),
                            Optional.ofNullable(settings.aiBudget()),
                            MasterKey.of(settings, home).vault(),
                            new UnsubscribeLinks(linkSecret.getBytes(StandardCharsets.UTF_8), address),
                            settings.outbound(),
                            choice);
            Application application = new Application(embedded, installation, bootstrap);
            application.begin(settings.jobSlots() > 0);
            address.listening(application.url());
            return application;
        } catch (RuntimeException failed) {
            if (embedded != null) {
                embedded.close();
            }
            throw failed;
        }
    }

    private void begin(boolean doesJobs) {
        try {
            // They are made while the database is brought up to date.
            Postgres postgres = installation.postgres();
            CompletableFuture<Void> ready = CompletableFuture.runAsync(
                    () -> bringUpToDate(postgres),
                    work -> Thread.ofPlatform().name("database").daemon().start(work));
            installation.worker();
            installation.server();
            await(ready);
            if (doesJobs) {
                installation.worker().start();
            }
            installation.schedules().start();
            installation.events().start();
            installation.server().start();
        } catch (RuntimeException failed) {
            stopInstallation();
            throw failed;
        }
    }

    private void bringUpToDate(Postgres postgres) {
        postgres.awaitMigrated();
        postgres.sealSecrets(installation.vault());
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Where it listens. */
    public URI url() {
        return installation.server().url();
    }

    /** What may make tenants. */
    public String bootstrapToken() {
        return bootstrap.token;
    }

    /**
     * The bootstrap token, the first time that it is asked for in this home; empty from then on, and where the settings
     * name it.
     */
    Optional<String> unseenBootstrapToken() {
        Home madeIn = bootstrap.madeIn;
        return madeIn != null && madeIn.isFirst(Home.BOOTSTRAP_TOKEN + ".shown")
                ? Optional.of(bootstrap.token)
                : Optional.empty();
    }

    /** What runs inside, for benchmarks that look at it. */
    public Installation installation() {
        return installation;
    }

    /** Takes nothing new, finishes what was accepted, and stops, the embedded database last. */
    @Override
    public void close() {
        try {
            stopInstallation();
        } finally {
            if (embedded != null) {
                embedded.close();
            }
        }
    }

    private void stopInstallation() {
        try {
            // Open streams would keep the server from stopping.
            installation.streams().close();
            installation.server().close();
        } finally {
            try {
                installation.schedules().close();
                installation.events().close();
            } finally {
                stopWorkers();
            }
        }
    }

    private void stopWorkers() {
        try {
            installation.worker().close();
        } finally {
            try {
                installation.gateway().ifPresent(OpenAiGateway::close);
                installation.outbound().close();
                installation.spine().close();
            } finally {
                installation.postgres().close();
            }
        }
    }

    private static String kept(Home home, String name, String prefix, @Nullable String given) {
        return given == null ? home.secret(name, prefix).secret() : given;
    }

    private static io.aicmo.http.Settings http(
            Settings settings, String bootstrapToken, String serviceToken, String jwtSecret) {
        Jwt jwt = settings.jwksUrl() == null
                ? new Jwt.Secret(jwtSecret, settings.jwtIssuer(), settings.jwtAudience())
                : new Jwt.KeySet(
                        settings.jwksUrl(), settings.jwtAlgorithm(), settings.jwtIssuer(), settings.jwtAudience());
        return io.aicmo.http.Settings.with(jwt)
                .listening(settings.host(), settings.port())
                .reachedAt(
                        settings.publicUrl() == null
                                ? null
                                : settings.publicUrl().toString())
                .bootstrapped(bootstrapToken)
                .serving(serviceToken)
                .allowing(settings.corsOrigins())
                .limiting(Route.RateClass.ORDINARY, settings.rateLimit())
                // The bootstrap token has 256 random bits: nobody guesses it, and installers make many tenants.
                .limiting(Route.RateClass.STRICT, settings.rateLimit());
    }
}
