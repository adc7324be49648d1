package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.port.Actor;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobStore;
import io.aicmo.postgres.crm.PgSpineStore;
import io.aicmo.postgres.sql.PgTx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is asked often reads few rows, however many there are. The server counts the rows that each question touches, in a
 * tenant of 20,000 leads next to others; a lost index shows as tens of thousands.
 */
class HotQueriesTest {
    private static final int LEADS = 20_000;
    private static final int PAGE = 50;
    /** Rows of a page, what they are joined with, and one more. */
    private static final int FEW = 4 * PAGE;
    /** The driver prepares a statement and the server settles on a plan within so many times. */
    private static final int UNTIL_SETTLED = 10;

    private static final Set<String> LARGE = Set.of("crm_contacts", "crm_leads", "crm_activities", "jobs");
    private static final Actor ACTOR =
            Actor.system(new TenantId(UUID.fromString("00000000-0000-7000-8000-00000000b16b")));
    private static final LeadId LEAD = new LeadId(UUID.fromString("00000000-0000-7000-8001-000000000100"));
    private static final ContactId CONTACT = new ContactId(UUID.fromString("00000000-0000-7000-8000-000000000100"));
    private static final CampaignId CAMPAIGN = new CampaignId(UUID.fromString("00000000-0000-7000-8002-00000000b16b"));
    private static final UserId OWNER = new UserId(UUID.fromString("00000000-0000-7000-8003-000000000007"));

    private static Postgres postgres;
    private static PgSpineStore spine;
    private static PostgresConfig config;

    @BeforeAll
    static void manyLeads() throws SQLException {
        config = TestDatabase.server().newDatabase();
        postgres = Postgres.open(config, TestDatabase.CHANNELS, InstantSource.system());
        spine = postgres.spine(1, 100);
        try (Connection admin = TestDatabase.server().admin(config.jdbcUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("set session_replication_role = replica");
            fill(statement, "00000000b16b", LEADS);
            fill(statement, "000000005a11", 1_000);
            fill(statement, "000000005a12", 1_000);
            statement.execute("""
                    insert into jobs (tenant_id, id, kind, payload, status, ready, due_at, created_at, updated_at)
                    select '00000000-0000-7000-8000-00000000b16b', gen_random_uuid(), 'kind', '{}', 'succeeded', false,
                        now(), now(), now()
                    from generate_series(1, 20000) i
                    """);
            statement.execute("""
                    insert into jobs (tenant_id, id, kind, payload, due_at, created_at, updated_at)
                    select case when i <= 100000 then '00000000-0000-7000-8000-00000000b16b'::uuid
                            else '00000000-0000-7000-8000-000000005a11'::uuid end,
                        gen_random_uuid(), case when i % 2 = 0 then 'kind' else 'other' end, '{}', now(), now(), now()
                    from generate_series(1, 100001) i
                    """);
            statement.execute("""
                    insert into api_keys (tenant_id, id, name, prefix, key_hash, role, scopes, workspace_ids,
                        created_at, updated_at, version)
                    select '00000000-0000-7000-8000-00000000b16b', gen_random_uuid(), 'n', 'p', 'hash' || i, 'viewer',
                        '[]', '[]', now(), now(), 1
                    from generate_series(1, 20000) i
                    """);
            statement.execute("vacuum analyze");
        }
    }

    /** As many people, each with a lead and three activities. */
    private static void fill(Statement statement, String tenant, int leads) throws SQLException {
        String ids = "'00000000-0000-7000-8000-%s'::uuid".formatted(tenant);
        String campaign = "'00000000-0000-7000-8002-%s'::uuid".formatted(tenant);
        statement.execute("insert into tenants values (%s, 'T', 'UTC', now())".formatted(ids));
        statement.execute("""
                insert into cmo_campaigns (tenant_id, id, workspace_id, name, status, channels, reply_count, direct,
                    created_at, updated_at, version)
                values (%s, %s, gen_random_uuid(), 'direct', 'active', '[]', 0, true, now(), now(), 1)
                """.formatted(ids, campaign));
        statement.execute("""
                insert into crm_contacts (tenant_id, id, email, phone, first_name, company, consent, attributes,
                    created_at, updated_at, version)
                select %s, ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
                    'person' || i || '@example' || i %% 500 || '.com', '+1' || 5550000000 + i, 'First' || i %% 1000,
                    'Company ' || i %% 2000, '{}', '{}', '2026-01-01'::timestamptz + i * interval '1 second',
                    '2026-01-01'::timestamptz + i * interval '1 second', 1
                from generate_series(1, %d) i
                """.formatted(ids, leads));
        statement.execute("""
                insert into crm_leads (tenant_id, id, contact_id, workspace_id, campaign_id, owner_id, status, score,
                    score_reasons, last_contact_at, created_at, updated_at, version)
                select %1$s, ('00000000-0000-7000-8001-' || lpad(to_hex(i), 12, '0'))::uuid,
                    ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, gen_random_uuid(), %2$s,
                    ('00000000-0000-7000-8003-' || lpad(to_hex(i %% 20), 12, '0'))::uuid,
                    (array['new', 'contacted', 'qualified', 'won'])[1 + i %% 4], i %% 101, '[]',
                    case when i %% 3 = 0 then '2026-06-01'::timestamptz - i * interval '1 second' end,
                    '2026-01-01'::timestamptz + i * interval '1 second',
                    '2026-01-01'::timestamptz + i * interval '1 second', 1
                from generate_series(1, %3$d) i
                """.formatted(ids, campaign, leads));
        statement.execute("""
                insert into crm_activities (tenant_id, id, type, channel, contact_id, lead_id, campaign_id, occurred_at,
                    recorded_at, meta, is_reply)
                select %1$s, gen_random_uuid(), (array['email_sent', 'email_opened', 'email_bounced'])[1 + i %% 3],
                    'email', ('00000000-0000-7000-8000-' || lpad(to_hex(1 + i / 3), 12, '0'))::uuid,
                    ('00000000-0000-7000-8001-' || lpad(to_hex(1 + i / 3), 12, '0'))::uuid, %2$s,
                    '2026-01-01'::timestamptz + i * interval '1 second', now(), '{"bounce_type": "soft"}', false
                from generate_series(0, %3$d - 1) i
                """.formatted(ids, campaign, leads * 3));
    }

    @AfterAll
    static void close() {
        spine.close();
        postgres.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"createdAt", "updatedAt", "score", "lastContactAt"})
    void everyPageOfTheLeadListReadsFewRowsFirstOrLastInEitherDirection(String sort) {
        for (boolean descending : List.of(true, false)) {
            ListQuery first = new ListQuery(Map.of(), null, sort, descending, null, PAGE);
            ListQuery late = first.after(late(RecordTypes.LEADS, sort, descending));

            assertThat(rowsRead(tx -> page(RecordTypes.LEADS, tx, first)))
                    .as("%s", first)
                    .isLessThan(FEW);
            assertThat(rowsRead(tx -> page(RecordTypes.LEADS, tx, late)))
                    .as("%s", late)
                    .isLessThan(FEW);
        }
    }

    @Test
    void filteredListsReadFewRows() {
        for (ListQuery query : List.of(
                ListQuery.newest(PAGE).where("status", LeadStatus.QUALIFIED),
                ListQuery.newest(PAGE).where("ownerId", OWNER),
                ListQuery.newest(PAGE).where("campaignId", CAMPAIGN),
                ListQuery.newest(PAGE).where("contactId", CONTACT))) {
            assertThat(rowsRead(tx -> page(RecordTypes.LEADS, tx, query)))
                    .as("%s", query)
                    .isLessThan(FEW);
        }
        for (ListQuery query : List.of(
                ListQuery.newest(PAGE),
                ListQuery.newest(PAGE).where("email", "person77@example77.com"),
                ListQuery.newest(PAGE).where("phone", "+15550000077"),
                ListQuery.newest(PAGE).where("company", "Company 77"))) {
            assertThat(rowsRead(tx -> page(RecordTypes.CONTACTS, tx, query)))
                    .as("%s", query)
                    .isLessThan(FEW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"person777", "person77 example77", "First77 company", "nobody", "PERSON-777"})
    void aSearchForFewPeopleReadsFewRows(String words) {
        ListQuery query = ListQuery.newest(PAGE).searching(words);

        assertThat(rowsRead(tx -> page(RecordTypes.LEADS, tx, query))).isLessThan(2 * 240 + FEW);
        assertThat(rowsRead(tx -> page(RecordTypes.CONTACTS, tx, query))).isLessThan(2 * 240 + FEW);
    }

    @Test
    void aSearchThatFindsEverybodyReadsNoMoreThanItTakesToKnowThat() {
        ListQuery query = ListQuery.newest(PAGE).searching("p");

        assertThat(rowsRead(tx -> page(RecordTypes.LEADS, tx, query))).isLessThan(2_000 + FEW);
    }

    @Test
    void oneRecordIsOneRow() {
        assertThat(rowsRead(tx -> postgres.records().of(RecordTypes.LEADS).get(tx, LEAD)))
                .isEqualTo(1);
    }

    @Test
    void aTimelineReadsItsPage() {
        assertThat(rowsRead(tx -> spine.timeline(tx, LEAD, null, PAGE))).isLessThan(FEW);
        assertThat(rowsRead(tx -> spine.timeline(tx, CONTACT, null, PAGE))).isLessThan(FEW);
    }

    @Test
    void whatIsKnownOfALeadIsReadFromItsOwnRows() {
        assertThat(rowsRead(tx -> postgres.leads().engagement(tx, LEAD))).isLessThan(FEW);
        assertThat(rowsRead(tx -> postgres.leads().deliverability(tx, CONTACT))).isLessThan(FEW);
        assertThat(rowsRead(tx -> postgres.leads().scores(tx, LEAD))).isZero();
    }

    @Test
    void aDashboardReadsNoActivities() {
        LocalDate from = LocalDate.of(2026, 1, 1);

        assertThat(rowsRead(tx -> spine.dailyStats(tx, CAMPAIGN, from, from.plusYears(1))))
                .isZero();
    }

    @Test
    void aCredentialIsFoundByItsIndex() throws SQLException {
        assertThat(plan("gate", "select * from api_keys where key_hash = 'hash77' and deleted_at is null"))
                .contains("api_keys_lookup");
    }

    @Test
    void aHundredThousandJobsOfOneTenantAreNotReadToFindAnothers() throws SQLException {
        assertThat(pagesRead("jobs", claim(16, "00000000-0000-7000-8000-000000000000")))
                .isLessThan(1_000);
        assertThat(pagesRead("jobs", claim(1, "00000000-0000-7000-8000-000000005a10")))
                .isLessThan(200);
        assertThat(tenantsServed(claim(16, "00000000-0000-7000-8000-00000000b16b")))
                .startsWith("00000000-0000-7000-8000-000000005a11", "00000000-0000-7000-8000-00000000b16b");
    }

    @Test
    void whatWaitsIsKnownWithoutReadingAllOfIt() throws SQLException {
        assertThat(pagesRead("jobs", """
                        select due_at from jobs
                        where kind = 'kind' and ready and status in ('queued', 'running') and due_at <= now()
                        order by due_at limit 1
                        """)).isLessThan(20);
    }

    @Test
    void aPageOfJobsReadsItsRows() {
        for (JobStore.Filter filter : List.of(
                JobStore.Filter.ALL,
                new JobStore.Filter("kind", null, null),
                new JobStore.Filter(null, Job.Status.QUEUED, null),
                new JobStore.Filter(null, Job.Status.DEAD, null),
                new JobStore.Filter("nothing", null, null),
                new JobStore.Filter(null, null, OWNER.value()))) {
            assertThat(rowsRead(tx -> postgres.jobs().list(tx, filter, null, PAGE)))
                    .as("%s", filter)
                    .isLessThan(FEW);
        }
    }

    @Test
    void whatHasLongBeenOverIsFoundWithoutReadingWhatHasNot() throws SQLException {
        assertThat(pagesRead("jobs", """
                        select o.id
                        from unnest(cast('{succeeded,dead}' as text[]),
                            array[now() - interval '30 days', now() - interval '90 days']) as s (status, before)
                        cross join lateral (
                            select t.id from jobs t
                            where t.status = s.status and t.status in ('succeeded', 'cancelled', 'failed', 'dead')
                                and t.updated_at < s.before
                            order by t.updated_at
                            limit 1000) o
                        """)).isLessThan(20);
    }

    private static String claim(int most, String behind) {
        return """
                select tenant_id from claim_jobs('{kind,other,nothing}', '{100,100,100}', %d, 4, '%s', '{}', now(),
                    now() + interval '1 minute')
                """.formatted(most, behind);
    }

    private static List<String> tenantsServed(String claim) throws SQLException {
        return inRole("jobs", statement -> {
            List<String> tenants = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(claim)) {
                while (rows.next()) {
                    tenants.add(rows.getString(1));
                }
            }
            return tenants;
        });
    }

    /** How many pages the server looks at to answer, once its plans are made. */
    private static int pagesRead(String role, String query) throws SQLException {
        return inRole(role, statement -> {
            int pages = 0;
            for (int time = 0; time < 2; time++) {
                try (ResultSet plan = statement.executeQuery("explain (analyze, buffers, format json) " + query)) {
                    plan.next();
                    Matcher hit = Pattern.compile("\"Shared (?:Hit|Read) Blocks\": (\\d+)")
                            .matcher(plan.getString(1));
                    hit.find();
                    pages = Integer.parseInt(hit.group(1));
                    hit.find();
                    pages += Integer.parseInt(hit.group(1));
                }
            }
            return pages;
        });
    }

    @FunctionalInterface
    private interface Asking<T> {
        T ask(Statement statement) throws SQLException;
    }

    /** Asks in a role, and undoes what asking did. */
    private static <T> T inRole(String role, Asking<T> asking) throws SQLException {
        try (Connection admin = TestDatabase.server().admin(config.jdbcUrl());
                Statement statement = admin.createStatement()) {
            admin.setAutoCommit(false);
            statement.execute("set local role " + config.roles().placeholders().get(role));
            T answer = asking.ask(statement);
            admin.rollback();
            return answer;
        }
    }

    private static Page<?> page(RecordType<?, ?> type, Tx tx, ListQuery query) {
        return postgres.records().of(type).list(tx, query);
    }

    /** A place shortly before the end of a list. */
    private static Position late(RecordType<?, ?> type, String sort, boolean descending) {
        ListQuery fromTheEnd = new ListQuery(Map.of(), null, sort, !descending, null, PAGE + 10);
        List<?> last = postgres.transactions()
                .read(ACTOR, tx -> page(type, tx, fromTheEnd))
                .data();
        Lead lead = (Lead) last.get(last.size() - 1);
        Object key = switch (sort) {
            case "createdAt" -> lead.createdAt();
            case "updatedAt" -> lead.updatedAt();
            case "score" -> lead.score();
            default -> null; // those without a value come last
        };
        return new Position(key == null ? null : key.toString(), lead.id().value());
    }

    /** How many rows of the large tables a question reads, at most, until its plan has settled. */
    private static long rowsRead(Consumer<Tx> question) {
        long most = 0;
        for (int time = 0; time < UNTIL_SETTLED; time++) {
            long read = postgres.transactions().write(ACTOR, tx -> {
                long before = rowsRead(tx);
                question.accept(tx);
                return rowsRead(tx) - before;
            });
            most = Math.max(most, read);
        }
        return most;
    }

    /** What this connection has read so far, as the server counts it. */
    private static long rowsRead(Tx tx) {
        return PgTx.sql(tx, """
                        select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)
                        from pg_stat_xact_user_tables
                        where relname = any (cast(:large as text[]))
                        """)
                .bind("large", LARGE)
                .find(row -> row.getLong(1))
                .orElseThrow();
    }

    private static String plan(String role, String query) throws SQLException {
        try (Connection admin = TestDatabase.server().admin(config.jdbcUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("set role " + config.roles().placeholders().get(role));
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("explain " + query)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
