package io.aicmo.bench;

import io.aicmo.bench.Lab.Tenant;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Ids;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.PostgresConfig;
import io.aicmo.providers.tink.MasterKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Two servers on one database, each of which can be killed and started again, and tenants to work with. */
final class ChaosLab implements AutoCloseable {
    static final int NODES = 2;
    private static final String BOOTSTRAP_TOKEN = "bt_benchmarks-only";

    private final Path home;
    private final MortalDatabase database;
    private final Map<String, String> settings;
    private final AtomicReferenceArray<NodeProcess> nodes = new AtomicReferenceArray<>(NODES);
    private boolean kept;

    private ChaosLab(Path home) {
        this.home = home;
        this.database = MortalDatabase.start(home.resolve("postgres"));
        this.settings = settings(database.config());
        startNodes(IntStream.range(0, NODES).boxed().toList());
    }

    static ChaosLab open() {
        try {
            return new ChaosLab(Files.createTempDirectory("aicmo-chaos-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(PostgresConfig config) {
        Map<String, String> all = new HashMap<>();
        all.put("AICMO_DATABASE_URL", config.jdbcUrl());
        all.put("AICMO_DATABASE_USER", config.login().user());
        all.put("AICMO_DATABASE_PASSWORD", String.valueOf(config.login().password()));
        all.put("AICMO_MIGRATION_USER", config.migrator().user());
        all.put("AICMO_MIGRATION_PASSWORD", String.valueOf(config.migrator().password()));
        all.put("AICMO_BOOTSTRAP_TOKEN", BOOTSTRAP_TOKEN);
        all.put("AICMO_MASTER_KEY", MasterKeyset.make().write());
        all.put("AICMO_JWT_SECRET", "a-secret-of-benchmarks-that-nobody-signs-with");
        all.put("AICMO_LINK_SECRET", "another-secret-of-benchmarks-that-signs-links");
        all.put("AICMO_RATE_LIMIT", "0");
        // The sinks listen here.
        all.put("AICMO_OUTBOUND_ALLOW", "127.0.0.0/8");
        return Map.copyOf(all);
    }

    MortalDatabase database() {
        return database;
    }

    /** A node, called with a key. */
    Api node(int number, String key) {
        return new Api(nodes.get(number).url(), key);
    }

    /** Ends nodes at once. */
    void killNodes(List<Integer> numbers) {
        numbers.forEach(number -> nodes.get(number).jvm().kill());
    }

    /** Starts nodes, at the same time, and waits until they listen. */
    void startNodes(List<Integer> numbers) {
        CompletableFuture<?>[] starts = numbers.stream()
                .map(number -> CompletableFuture.runAsync(
                        () -> nodes.set(
                                number, NodeProcess.start("node" + number, "group", home, settings, Jvm.SOON_UP)),
                        Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(starts).join();
    }

    /** A new tenant. */
    Tenant tenant(String name) {
        JsonNode made = bootstrap().post("/v1/tenants", Map.of("name", name, "owner_email", name + "@example.com"));
        return new Tenant(
                new TenantId(Lab.uuid(made, "id")),
                new WorkspaceId(Lab.uuid(made, "workspace_id")),
                new CampaignId(Lab.uuid(made, "direct_campaign_id")),
                made.get("api_key").asString());
    }

    /** Whoever may make tenants. */
    Api bootstrap() {
        return node(0, BOOTSTRAP_TOKEN);
    }

    /** New leads of a tenant's own campaign. */
    List<Lead> leads(Tenant tenant, int count) {
        try (Postgres postgres = Postgres.open(database.config(), Channels.catalogue(), Clock.systemUTC())) {
            Ids ids = Ids.timeOrdered(Clock.systemUTC());
            return Lab.leads(postgres, ids, tenant, List.of(tenant.direct()), count, Lab.addresses("lead"));
        }
    }

    /** Leaves the folder for a look. */
    Path keep() {
        kept = true;
        return home;
    }

    @Override
    public void close() {
        try {
            for (int number = 0; number < NODES; number++) {
                nodes.get(number).close();
            }
        } finally {
            database.close();
            if (!kept) {
                Lab.delete(home);
            }
        }
    }
}
