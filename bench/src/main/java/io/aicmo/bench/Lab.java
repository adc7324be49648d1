package io.aicmo.bench;

import io.aicmo.bench.EventRequests.Prospect;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.postgres.EmbeddedServer;
import io.aicmo.postgres.Login;
import io.aicmo.postgres.Postgres;
import io.aicmo.postgres.PostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One fresh durable database, servers on it as processes of their own, and tenants to work with. */
final class Lab implements AutoCloseable {
    static final String BOOTSTRAP_TOKEN = "bt_benchmarks-only";
    private static final int INSERT_AT_ONCE = 1_000;

    private final Ids ids = Ids.timeOrdered(Clock.systemUTC());
    private final Path home;
    private final EmbeddedServer database;
    private final Postgres postgres;
    private final Connection admin;
    private final Map<String, String> settings;
    private final String[] options;
    private final Map<String, NodeProcess> nodes = new LinkedHashMap<>();

    /** A tenant with its key. */
    record Tenant(TenantId id, WorkspaceId workspace, CampaignId direct, String key) {}

    private Lab(Path home, EmbeddedServer database, Map<String, String> settings, String... options)
            throws SQLException {
        this.home = home;
        this.settings = settings;
        this.options = options;
        this.database = database;
        this.postgres = Postgres.open(database.config(), Channels.catalogue(), Clock.systemUTC());
        Login superuser = database.superuser();
        this.admin = DriverManager.getConnection(database.config().jdbcUrl(), superuser.user(), superuser.password());
    }

    /** Makes a database in a folder that goes with it. */
    static Lab open() {
        return open(Map.of());
    }

    /** Like {@link #open()}, with settings of all its servers, and options of their JVMs. */
    static Lab open(Map<String, String> settings, String... options) {
        try {
            Path home = Files.createTempDirectory("aicmo-bench-");
            return new Lab(home, EmbeddedServer.start(home.resolve("postgres")), settings, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server as it is shipped. */
    NodeProcess group() {
        return node("group", "group", Map.of());
    }

    /** The same server with one transaction of six statements per event. */
    NodeProcess naive() {
        return node("naive", "naive", Map.of());
    }

    /** The server as it is shipped, with the shortest queue. */
    NodeProcess shortQueue() {
        return node("short-queue", "group", Map.of("AICMO_SPINE_QUEUE", "1000"));
    }

    List<NodeProcess> nodes() {
        return List.copyOf(nodes.values());
    }

    private NodeProcess node(String name, String spine, Map<String, String> more) {
        return nodes.computeIfAbsent(name, missing -> {
            PostgresConfig config = database.config();
            Map<String, String> all = new HashMap<>(settings);
            all.putAll(more);
            all.put("AICMO_DATABASE_URL", config.jdbcUrl());
            all.put("AICMO_DATABASE_USER", config.login().user());
            all.put("AICMO_DATABASE_PASSWORD", String.valueOf(config.login().password()));
            all.put("AICMO_MIGRATION_USER", config.migrator().user());
            all.put("AICMO_MIGRATION_PASSWORD", String.valueOf(config.migrator().password()));
            all.put("AICMO_BOOTSTRAP_TOKEN", BOOTSTRAP_TOKEN);
            // So high that nobody meets it; but it is counted, as it would be.
            all.put("AICMO_RATE_LIMIT", "10000000");
            // What is measured is how events are taken in. The scores that follow are jobs, of a node that does jobs.
            all.putIfAbsent("AICMO_JOB_SLOTS", "0");
            return NodeProcess.start(name, spine, home, all, options);
        });
    }

    PostgresConfig config() {
        return database.config();
    }

    Postgres postgres() {
        return postgres;
    }

    Ids ids() {
        return ids;
    }

    /** A new tenant. */
    Tenant tenant(String name) {
        JsonNode made = new Api(group().url(), BOOTSTRAP_TOKEN)
                .post("/v1/tenants", Map.of("name", name, "owner_email", name + "@example.com"));
        return new Tenant(
                new TenantId(uuid(made, "id")),
                new WorkspaceId(uuid(made, "workspace_id")),
                new CampaignId(uuid(made, "direct_campaign_id")),
                made.get("api_key").asString());
    }

    /** New campaigns of a tenant. */
    List<CampaignId> campaigns(Tenant tenant, String name, int count) {
        Api api = new Api(group().url(), tenant.key());
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> api.post(
                        "/v1/campaigns",
                        Map.of(
                                "workspace_id", tenant.workspace().value().toString(),
                                "name", name + " " + i,
                                "channels", List.of("email"))))
                .map(made -> new CampaignId(uuid(made, "id")))
                .toList();
    }

    /** Who works in a lead's company, and what the lead is called: figures of a tenant of any size are alike. */
    @FunctionalInterface
    interface Naming {
        Contact.Profile profile(int number);
    }

    /** Profiles with nothing but an address. */
    static Naming addresses(String prefix) {
        return number -> Contact.Profile.of(new EmailAddress(prefix + number + "@example.com"));
    }

    /** New leads of a tenant, spread evenly over campaigns. */
    List<Lead> leads(Tenant tenant, List<CampaignId> campaigns, int count, Naming naming) {
        return leads(postgres, ids, tenant, campaigns, count, naming);
    }

    /** Like {@link #leads(Tenant, List, int, Naming)}, in any database. */
    static List<Lead> leads(
            Postgres postgres, Ids ids, Tenant tenant, List<CampaignId> campaigns, int count, Naming naming) {
        List<Lead> leads = new ArrayList<>(count);
        for (int from = 0; from < count; from += INSERT_AT_ONCE) {
            Instant now = Instant.now();
            List<Contact> contacts = new ArrayList<>();
            List<Lead> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + INSERT_AT_ONCE); i++) {
                Contact contact = Contact.meet(new ContactId(ids.next()), naming.profile(i), now);
                contacts.add(contact);
                some.add(Lead.capture(
                        new LeadId(ids.next()),
                        contact.id(),
                        tenant.workspace(),
                        campaigns.get(i % campaigns.size()),
                        "bench",
                        now));
            }
            postgres.transactions().write(Actor.system(tenant.id()), tx -> {
                postgres.records().of(RecordTypes.CONTACTS).insertAll(tx, contacts);
                postgres.records().of(RecordTypes.LEADS).insertAll(tx, some);
                return true;
            });
            leads.addAll(some);
        }
        return leads;
    }

    /** Leads as requests name them. */
    static List<Prospect> prospects(List<Lead> leads) {
        return leads.stream()
                .map(lead -> new Prospect(lead.id().toString(), String.valueOf(lead.campaignId())))
                .toList();
    }

    /** How many events of a provider are in the database, each with its activity. */
    long recorded(Tenant tenant, String provider) {
        try (PreparedStatement statement = admin.prepareStatement("""
                select count(*) from channel_events e
                join crm_activities a on a.tenant_id = e.tenant_id and a.id = e.activity_id
                where e.tenant_id = ? and e.provider = ?
                """)) {
            statement.setObject(1, tenant.id().value());
            statement.setString(2, provider);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many runs of agents a tenant has, whatever came of them. */
    long runs(Tenant tenant) {
        return count(
                "select count(*) from agent_runs where tenant_id = ?",
                tenant.id().value());
    }

    /** How many deliveries of new leads a webhook endpoint has yet to get. */
    long pendingDeliveries(UUID endpoint) {
        return count("""
                select count(*) from webhook_deliveries
                where webhook_endpoint_id = ? and type = 'lead.created' and status = 'pending'
                """, endpoint);
    }

    /**
     * Has jobs of a kind that wait never done.
     *
     * @return how many waited or run
     */
    long dropJobs(String kind) {
        return count("""
                with wanted as (
                    select j.tenant_id, j.id, j.status from jobs j
                    where j.kind = ? and j.status in ('queued', 'running')
                ), free as (
                    -- Whoever is busy with one is not waited for, because he may wait for another.
                    select j.tenant_id, j.id from jobs j
                    join wanted w on w.tenant_id = j.tenant_id and w.id = j.id
                    where j.status = 'queued'
                    for update of j skip locked
                ), dropped as (
                    update jobs j set status = 'cancelled', ready = false
                    from free f
                    where j.tenant_id = f.tenant_id and j.id = f.id
                )
                select count(*) from wanted
                """, kind);
    }

    /** How many connections the servers have to the database. */
    long connections() {
        return count(
                "select count(*) from pg_stat_activity where usename = ?",
                config().login().user());
    }

    private long count(String query, Object of) {
        try (PreparedStatement statement = admin.prepareStatement(query)) {
            statement.setObject(1, of);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Brings the planner's figures up to date and writes out what waits, so that the next measurement does not pay. */
    void settle() {
        try (Statement statement = admin.createStatement()) {
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes out what waits, before each measurement alike. */
    void checkpoint() {
        try (Statement statement = admin.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The processors' time while something runs. */
    <T> Used<T> using(NodeProcess node, Supplier<T> work) {
        ProcessHandle main = database.processId().flatMap(ProcessHandle::of).orElseThrow();
        Cpu before = Cpu.now(node.jvm().handle(), main);
        T result = work.get();
        return new Used<>(result, Cpu.now(node.jvm().handle(), main).since(before));
    }

    /** What came of something, and what it cost. */
    record Used<T>(T result, Cpu cpu) {}

    Path home() {
        return home;
    }

    static UUID uuid(JsonNode node, String field) {
        return UUID.fromString(node.get(field).asString());
    }

    @Override
    public void close() {
        try {
            nodes.values().forEach(NodeProcess::close);
            postgres.close();
            admin.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            database.close();
            delete(home);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
