package io.aicmo.bench;

import static io.aicmo.bench.Report.millis;
import static io.aicmo.bench.Report.whole;

import io.aicmo.bench.Lab.Tenant;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.postgres.PostgresConfig;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.record.PgRecords;
import io.aicmo.postgres.sql.PgTransactions;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Reads of a tenant with many leads against those of one with a hundredth, and through HTTP against the same SQL with
 * nothing around it.
 */
final class ReadsPhase {
    private static final int SMALLER = 100;
    private static final int CAMPAIGNS = 20;
    private static final int COLLEAGUES = 20;
    private static final int PAGE = ListQuery.DEFAULT_LIMIT;
    /** As many as the server has connections to the database on two processors, less one. */
    private static final int JDBC_AT_ONCE = 4;

    private static final int HTTP_AT_ONCE = 32;
    private final Scene scene;
    private final NodeProcess node;
    private final Sized large;
    private final Sized small;
    private final Report.Table growth;
    private final Report.Table limit;

    /** A tenant, its leads, and where the last page of the list of its leads begins. */
    private record Sized(Tenant tenant, List<Lead> leads, String lastCursor, Position lastPosition) {}

    private ReadsPhase(Scene scene) {
        this.scene = scene;
        this.node = scene.lab().group();
        Effort effort = scene.effort();
        this.large = fill("large", effort.leads(), effort.activitiesPerLead());
        this.small = fill("small", effort.leads() / SMALLER, effort.activitiesPerLead());
        scene.lab().settle();
        this.growth = scene.report()
                .table(
                        "Reads of a large tenant against a small one (1 connection)",
                        "GET",
                        "small: median ms",
                        "large: median ms",
                        "ratio");
        this.limit = scene.report()
                .table(
                        "Reads through HTTP (32 connections) against the same SQL from JDBC (4 connections), large tenant",
                        "GET",
                        "rows",
                        "JDBC a second",
                        "HTTP a second",
                        "ratio",
                        "JDBC p99 ms",
                        "HTTP p99 ms");
    }

    static void run(Scene scene) {
        new ReadsPhase(scene).run();
    }

    private void run() {
        report().progress(
                        "reads at %s activities of %s leads, and at a hundredth",
                        whole((long) large.leads.size() * scene.effort().activitiesPerLead()),
                        whole(large.leads.size()));
        measured(
                "timeline page",
                tenant -> get(tenant, i -> "/v1/leads/" + any(tenant.leads, i).id() + "/timeline"),
                this::timelineSql,
                changing(
                        large.leads.get(0).id().value(),
                        () -> any(large.leads).id().value()));
        measured(
                "lead list, last page",
                tenant -> get(tenant, i -> "/v1/leads?limit=" + PAGE + tenant.lastCursor),
                data -> list(data, ListQuery.newest(PAGE).after(large.lastPosition)),
                UnaryOperator.identity());
        measured(
                "lead search, 1 hit",
                tenant -> get(tenant, i -> "/v1/leads?q=" + person(number(tenant.leads.size(), i))),
                data -> list(data, ListQuery.newest(PAGE).searching(person(0))),
                changing(person(0), () -> person(ThreadLocalRandom.current().nextInt(large.leads.size()))));
        measured(
                "lead search, 20 hits",
                tenant -> get(tenant, i -> "/v1/leads?q=" + company(number(tenant.leads.size(), i))),
                data -> list(data, ListQuery.newest(PAGE).searching(company(0))),
                changing(company(0), () -> company(ThreadLocalRandom.current().nextInt(large.leads.size()))));
        everybody();
        growth.print();
        limit.print();
    }

    /** The search that finds every lead has no goal; it is shown so that nobody is surprised. */
    private void everybody() {
        String what = "lead search, a word that every contact has (no goal)";
        grow(what, sizes(what, tenant -> get(tenant, i -> "/v1/leads?q=manager")));
    }

    private void measured(
            String what,
            Function<Sized, Requests> requests,
            Consumer<DataSource> work,
            UnaryOperator<@Nullable Object> change) {
        report().progress("%s", what);
        Pairs<Tally> sizes = sizes(what, requests);
        grow(what, sizes);
        report().atMost(
                        what + ": large ÷ small tenant, median time",
                        1.5,
                        sizes.ratio(tally -> tally.percentileMillis(0.5)));

        SameSql sql = SameSql.of(dataSource(), work);
        int[] rows = new int[1];
        Warming.run(
                scene.effort().warmUp(),
                Warming::compilingHere,
                () -> jdbc(Warming.load(scene.effort().warmUp()), sql, change, rows));
        Pairs<Tally> pairs = Pairs.of(
                scene.effort().rounds(),
                () -> jdbc(length(), sql, change, rows),
                () -> http(large, HTTP_AT_ONCE, length(), requests));
        limit.row(
                what,
                whole(rows[0]),
                whole(pairs.firstMedian(Tally::rate)),
                whole(pairs.secondMedian(Tally::rate)),
                pairs.ratio(Tally::rate).toString(),
                millis(pairs.firstMedian(tally -> tally.percentileMillis(0.99))),
                millis(pairs.secondMedian(tally -> tally.percentileMillis(0.99))));
        report().atLeast(what + ": HTTP ÷ the same SQL from JDBC, a second", 0.5, pairs.ratio(Tally::rate));
    }

    private void grow(String what, Pairs<Tally> sizes) {
        growth.row(
                what,
                millis(sizes.firstMedian(tally -> tally.percentileMillis(0.5))),
                millis(sizes.secondMedian(tally -> tally.percentileMillis(0.5))),
                sizes.ratio(tally -> tally.percentileMillis(0.5)).toString());
    }

    private Pairs<Tally> sizes(String what, Function<Sized, Requests> requests) {
        http(small, 1, length(), requests);
        scene.warm(
                node,
                what,
                () -> http(large, HTTP_AT_ONCE, Warming.load(scene.effort().warmUp()), requests));
        return Pairs.of(
                scene.effort().rounds(),
                () -> http(small, 1, length(), requests),
                () -> http(large, 1, length(), requests));
    }

    private Tally jdbc(Duration length, SameSql sql, UnaryOperator<@Nullable Object> change, int[] rows) {
        return JdbcLoad.run(JDBC_AT_ONCE, length, number -> worker(sql, change, rows));
    }

    private Tally http(Sized tenant, int connections, Duration length, Function<Sized, Requests> requests) {
        Tally tally = HttpLoad.closedLoop(node.url(), connections, length, requests.apply(tenant));
        if (tally.count(200) == 0 || tally.count(200) != tally.accepted()) {
            throw new IllegalStateException("reads were answered " + tally.outcome());
        }
        return tally;
    }

    private Duration length() {
        return scene.effort().cell().dividedBy(2);
    }

    private Report report() {
        return scene.report();
    }

    private Requests get(Sized tenant, IntFunction<String> path) {
        String head = " HTTP/1.1\r\nHost: " + node.url().getAuthority() + "\r\nAuthorization: Bearer "
                + tenant.tenant.key() + "\r\n\r\n";
        int[] number = new int[1];
        return () -> ("GET " + path.apply(number[0]++) + head).getBytes(StandardCharsets.US_ASCII);
    }

    /** Neighbouring requests are about leads that are far apart. */
    private static int number(int of, int i) {
        return (int) ((long) i * EventRequests.STRIDE % of);
    }

    private static Lead any(List<Lead> leads, int i) {
        return leads.get(number(leads.size(), i));
    }

    private static Lead any(List<Lead> leads) {
        return leads.get(ThreadLocalRandom.current().nextInt(leads.size()));
    }

    /** A word of one contact alone. */
    private static String person(int number) {
        return String.format(Locale.ROOT, "person%07d", number);
    }

    /** A word of twenty contacts. */
    private static String company(int number) {
        return String.format(Locale.ROOT, "company%07d", number / COLLEAGUES);
    }

    private static Contact.Profile profile(int number) {
        return new Contact.Profile(
                new EmailAddress(person(number) + "@example.com"),
                null,
                "Ada",
                "Lovelace",
                company(number) + " Ltd",
                "Manager",
                null,
                Map.of());
    }

    private Sized fill(String name, int count, int activitiesPerLead) {
        Lab lab = scene.lab();
        report().progress("making a tenant of %s leads with %d activities each", whole(count), activitiesPerLead);
        Tenant tenant = lab.tenant(name);
        List<CampaignId> campaigns = lab.campaigns(tenant, "campaign", CAMPAIGNS);
        List<Lead> leads = lab.leads(tenant, campaigns, count, ReadsPhase::profile);
        scene.intake().fill(tenant, leads, (long) count * activitiesPerLead);
        return new Sized(tenant, leads, lastCursor(tenant), lastPosition(tenant));
    }

    private String lastCursor(Tenant tenant) {
        Api api = new Api(node.url(), tenant.key());
        String cursor = "";
        int limit = ListQuery.MAX_LIMIT;
        while (true) {
            JsonNode next = api.get("/v1/leads?limit=" + limit + cursor).get("next_cursor");
            if (!next.isNull()) {
                cursor = "&cursor=" + next.asString();
            } else if (limit != PAGE) {
                limit = PAGE;
            } else {
                return cursor;
            }
        }
    }

    private Position lastPosition(Tenant tenant) {
        Transactions transactions = scene.lab().postgres().transactions();
        Position at = null;
        int limit = ListQuery.MAX_LIMIT;
        while (true) {
            ListQuery query = ListQuery.newest(limit).after(at);
            Page<Lead> page = transactions.read(
                    Actor.system(tenant.id()),
                    tx -> scene.lab().postgres().records().of(RecordTypes.LEADS).list(tx, query));
            if (page.next() != null) {
                at = page.next();
            } else if (limit != PAGE) {
                limit = PAGE;
            } else if (at != null) {
                return at;
            } else {
                throw new IllegalStateException("a tenant with a single page of leads");
            }
        }
    }

    private void timelineSql(DataSource data) {
        LeadId lead = large.leads.get(0).id();
        try (PgSpineStore spine = scene.lab().postgres().spine(1, 1_000)) {
            transactions(data).read(Actor.system(large.tenant.id()), tx -> spine.timeline(tx, lead, null, PAGE));
        }
    }

    private void list(DataSource data, ListQuery query) {
        transactions(data)
                .read(
                        Actor.system(large.tenant.id()),
                        tx -> new PgRecords().of(RecordTypes.LEADS).list(tx, query));
    }

    private Transactions transactions(DataSource data) {
        return new PgTransactions(data, scene.lab().config().roles());
    }

    private static UnaryOperator<@Nullable Object> changing(Object value, Supplier<Object> another) {
        return bound -> value.equals(bound) ? another.get() : bound;
    }

    private DataSource dataSource() {
        PostgresConfig config = scene.lab().config();
        PGSimpleDataSource data = new PGSimpleDataSource();
        data.setUrl(config.jdbcUrl());
        data.setUser(config.login().user());
        data.setPassword(config.login().password());
        return data;
    }

    private JdbcLoad.Worker worker(SameSql sql, UnaryOperator<@Nullable Object> change, int[] rows)
            throws SQLException {
        PostgresConfig config = scene.lab().config();
        Connection connection = DriverManager.getConnection(
                config.jdbcUrl() + "?prepareThreshold=3",
                config.login().user(),
                config.login().password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set jit = off");
        }
        PreparedStatement prepared = sql.prepare(connection);
        return new JdbcLoad.Worker() {
            @Override
            public boolean work() throws SQLException {
                rows[0] = sql.run(prepared, change);
                return true;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
