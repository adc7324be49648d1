package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.LeadScoring;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.contract.AgentRunStoreContract;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.Sample;
import io.aicmo.port.contract.World;
import io.aicmo.port.event.EventTypes;
import io.aicmo.port.job.ScheduleStore;
import io.aicmo.postgres.sql.Roles;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What raw SQL sees and may do as each role, whatever the application forgets to ask. */
class RowSecurityTest {
    private static final Roles ROLES = TestDatabase.config().roles();
    private static final String FORBIDDEN = "42501";

    private static Home home;
    private static Home stranger;

    @BeforeAll
    static void somethingInEveryTable() {
        World world = new World(new PostgresAdapter(TestDatabase.postgres()));
        home = world.aTenant();
        stranger = world.aTenant();
        for (Home one : List.of(home, stranger)) {
            fill(one);
        }
    }

    private static void fill(Home one) {
        Sample.all().forEach(sample -> sample.kept(one));
        one.aMember(Role.REP);
        Lead lead = one.aLead(one.aCampaign());
        Sequence sequence = one.aSequence();
        Postgres postgres = TestDatabase.postgres();
        one.does(tx -> {
            postgres.steps()
                    .replace(
                            tx,
                            sequence.id(),
                            List.of(new SequenceStep(
                                    new SequenceStepId(World.id()), sequence.id(), 0, "sms", 0, null, "Hello")));
            postgres.leads()
                    .insert(
                            tx,
                            new LeadScore(
                                    new LeadScoreId(World.id()),
                                    lead.id(),
                                    10,
                                    List.of(new LeadScoring.Reason("replied", 10, "replied")),
                                    World.NOW));
            postgres.jobs().enqueue(tx, new JobId(World.id()), "nothing", Map.of(), World.NOW);
            DomainEvent event = EventTypes.PLAN_CREATED.event(
                    World.id(),
                    new PlanCreated(new PlanId(World.id()), one.workspace().id(), "draft"),
                    World.NOW);
            postgres.eventLog().publish(tx, event);
            postgres.agentRuns().keep(one.tenant(), AgentRunStoreContract.aRun(one));
            postgres.idempotency()
                    .keep(
                            tx,
                            "key",
                            World.word(),
                            new IdempotencyStore.Answer("hash", 200, "", new Sealed(Sealed.PREFIX + "{}")),
                            World.NOW);
        });
        postgres.eventCursors().position("nothing", 0);
        postgres.schedules().begin(List.of(new ScheduleStore.Beginning(one.tenant(), "nothing", World.NOW)));
        events(one, lead);
    }

    /** As the spine leaves them, on every channel and on one that has no table of its own. */
    private static void events(Home one, Lead lead) {
        for (String channel : List.of("email", "sms", "voice", "linkedin", "landing_page", "whatsapp")) {
            asAdmin("""
                    with ids as (select '%s'::uuid as tenant, '%s'::uuid as contact, '%s'::uuid as campaign,
                            gen_random_uuid() as activity),
                        activity as (
                            insert into crm_activities (tenant_id, id, type, channel, contact_id, campaign_id,
                                occurred_at, recorded_at, meta, is_reply)
                            select tenant, activity, 'something', '%s', contact, campaign, now(), now(), '{}', false
                            from ids),
                        event as (
                            insert into channel_events (tenant_id, channel, provider, provider_event_id, activity_id,
                                activity_type, occurred_at, recorded_at, payload)
                            select tenant, '%s', 'test', activity::text, activity, 'something', now(), now(), '{}'
                            from ids),
                        stats as (
                            insert into campaign_channel_stats_daily (tenant_id, campaign_id, channel, day)
                            select tenant, campaign, '%s', '2026-03-02' from ids)
                    insert into sent_messages (tenant_id, message_id, contact_id, campaign_id, sent_at)
                    select tenant, activity::text, contact, campaign, now() from ids
                    """.formatted(one.tenant(), lead.contactId(), lead.campaignId(), channel, channel, channel));
        }
    }

    @Test
    void withoutATenantTheApplicationSeesNoRowOfAnyTable() throws SQLException {
        for (String table : tables()) {
            assertThat(count(null, "select count(*) from " + table)).as(table).isPositive();
            assertThat(count(ROLES.app(), "select count(*) from " + table))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void withATenantTheApplicationSeesThatTenantsRowsOnly() throws SQLException {
        for (String table : tenantTables()) {
            int all = count(null, "select count(*) from %s where tenant_id = '%s'".formatted(table, home.tenant()));
            assertThat(all).as(table).isPositive();
            assertThat(countFor(home.tenant(), "select count(*) from " + table))
                    .as(table)
                    .isEqualTo(all);
            assertThat(countFor(
                            home.tenant(),
                            "select count(*) from %s where tenant_id <> '%s'".formatted(table, home.tenant())))
                    .as(table)
                    .isZero();
        }
        assertThat(countFor(home.tenant(), "select count(*) from tenants")).isEqualTo(1);
        assertThat(countFor(home.tenant(), "select count(*) from users"))
                .isEqualTo(countFor(home.tenant(), "select count(distinct user_id) from memberships"));
    }

    @Test
    void theApplicationCannotWriteAnotherTenantsRows() {
        for (String table : List.of("crm_contacts", "crm_leads", "notes", "api_keys")) {
            String foreign =
                    "update %s set deleted_at = now() where tenant_id = '%s'".formatted(table, stranger.tenant());
            assertThat(changedFor(home.tenant(), foreign)).as(table).isZero();
        }
        assertThatThrownBy(() -> changedFor(home.tenant(), """
                        insert into crm_contacts (tenant_id, id, email, consent, attributes, created_at, updated_at, version)
                        values ('%s', gen_random_uuid(), 'a@example.com', '{}', '{}', now(), now(), 1)
                        """.formatted(stranger.tenant())))
                .hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"crm_contacts\"");
        assertThatThrownBy(() -> changedFor(
                        home.tenant(), "update crm_contacts set tenant_id = '%s'".formatted(stranger.tenant())))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void theTimelineAndTheRawEventsCannotBeRewritten() {
        for (String sql : List.of(
                "update crm_activities set type = 'x'",
                "delete from crm_activities",
                "update channel_events set payload = '{}'",
                "delete from channel_events",
                "truncate crm_activities")) {
            assertForbidden(ROLES.app(), sql);
            assertForbidden(ROLES.spine(), sql);
        }
    }

    @Test
    void whoeverFindsOutWhoseACredentialIsReadsThatAndNothingElse() throws SQLException {
        assertThat(readable(ROLES.gate())).containsExactlyInAnyOrder("api_keys", "form_tokens", "webhook_sources");
        assertThat(count(ROLES.gate(), "select count(id) from tenants")).isGreaterThan(1);
        assertForbidden(ROLES.gate(), "select name from tenants");
        assertThat(writable(ROLES.gate())).isEmpty();
    }

    @Test
    void whoeverDoesTheJobsHasTheJobsAndTheirSchedulesAndNothingElse() throws SQLException {
        assertThat(readable(ROLES.jobs())).containsExactlyInAnyOrder("jobs", "scheduled_jobs", "scheduled_tasks");
        assertThat(writable(ROLES.jobs()))
                .containsExactlyInAnyOrder(
                        "jobs",
                        "scheduled_jobs",
                        "scheduled_tasks",
                        "domain_events",
                        "webhook_deliveries",
                        "webhook_events");
        assertThat(count(ROLES.jobs(), "select count(distinct tenant_id) from jobs"))
                .isGreaterThan(1);
    }

    @Test
    void whoeverDoesTheJobsTakesAwayWhatIsOverUnreadAndNothingThatGoesOn() throws SQLException {
        assertThat(count(null, "select count(*) from jobs where status = 'queued'"))
                .isPositive();
        for (String live : List.of(
                "jobs where status in ('queued', 'running')",
                "webhook_deliveries where status = 'pending'",
                "webhook_events where status = 'received'")) {
            assertThat(count(ROLES.jobs(), "delete from " + live)).as(live).isZero();
        }
        for (String sql : List.of(
                "select data from webhook_deliveries",
                "select request from webhook_events",
                "update webhook_deliveries set status = 'failed'",
                "update webhook_events set status = 'failed'")) {
            assertForbidden(ROLES.jobs(), sql);
        }
    }

    @Test
    void whoeverWritesDownTheRunsAddsToTheirLogAndEndsThemAndNothingElse() throws SQLException {
        assertThat(readable(ROLES.runs())).isEmpty();
        assertThat(writable(ROLES.runs())).containsExactly("agent_runs");
        for (String sql : List.of(
                "update agent_runs set input = '{}'",
                "update agent_runs set actor_id = null",
                "delete from agent_runs",
                "select input from agent_runs",
                "select output from agent_runs",
                "select key_hash from api_keys")) {
            assertForbidden(ROLES.runs(), sql);
        }
        assertForbidden(ROLES.app(), "update agent_runs set model = 'x'");
        assertForbidden(ROLES.app(), "delete from agent_runs");
    }

    @Test
    void whoeverWritesTheEventsHasTheSpinesTablesAndNothingElse() throws SQLException {
        assertThat(writable(ROLES.spine()))
                .containsExactlyInAnyOrder(
                        "channel_events",
                        "crm_activities",
                        "campaign_channel_stats_daily",
                        "sent_messages",
                        "jobs",
                        "crm_leads",
                        "crm_contacts",
                        "cmo_campaigns",
                        "outbound_sequence_runs",
                        "domain_events");
        for (String sql : List.of(
                "select key_hash from api_keys",
                "select secret from webhook_sources",
                "update crm_contacts set email = 'x'",
                "insert into crm_leads (tenant_id) values (gen_random_uuid())",
                "delete from crm_contacts",
                "select payload from jobs",
                "select email from users",
                "select name from tenants")) {
            assertForbidden(ROLES.spine(), sql);
        }
    }

    @Test
    void whoeverPassesEventsOnReadsWhatHappenedAndNothingElse() throws SQLException {
        assertThat(readable(ROLES.events())).containsExactlyInAnyOrder("domain_events", "event_cursors");
        assertThat(writable(ROLES.events())).containsExactlyInAnyOrder("domain_events", "event_cursors");
        for (String sql : List.of(
                "select meta from crm_activities",
                "select name from cmo_campaigns",
                "insert into domain_events (tenant_id) values (gen_random_uuid())",
                "update domain_events set data = null",
                "select email from crm_contacts",
                "select keys from webhook_endpoints",
                "select conditions from workflow_triggers",
                "select key_hash from api_keys")) {
            assertForbidden(ROLES.events(), sql);
        }
        assertForbidden(ROLES.app(), "update domain_events set data = null");
        assertForbidden(ROLES.app(), "delete from domain_events");
        assertForbidden(ROLES.app(), "select position from event_cursors");
    }

    @Test
    void theLoginItselfSeesNothing() throws SQLException {
        Login login = TestDatabase.config().login();
        try (Connection connection =
                        DriverManager.getConnection(TestDatabase.config().jdbcUrl(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            for (String table : tables()) {
                assertThat(seen(statement, table)).as(table).isZero();
            }
        }
    }

    @Test
    void noRoleSearchesAnotherTenantsPeople() throws SQLException {
        assertThat(count(ROLES.app(), "select count(*) from found_contacts('', 9999)"))
                .isZero();
        assertThat(countFor(home.tenant(), "select count(*) from found_contacts('', 9999)"))
                .isEqualTo(countFor(home.tenant(), "select count(*) from crm_contacts where deleted_at is null"));
        for (String role : Set.of(ROLES.gate(), ROLES.jobs(), ROLES.runs(), ROLES.spine(), ROLES.events())) {
            assertForbidden(role, "select found_contacts('a', 1)");
            assertForbidden(role, "select user_for('a@example.com', gen_random_uuid(), now())");
        }
    }

    /** What was refused is not seen either; PostgreSQL 15 lets members inherit the right to ask. */
    private static int seen(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo(FORBIDDEN);
            return 0;
        }
    }

    private static List<String> tables() throws SQLException {
        return names("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                    and relname not in ('aicmo_schema_history', 'scheduled_tasks', 'event_cursors')
                """);
    }

    private static List<String> tenantTables() throws SQLException {
        List<String> tables = tables();
        tables.removeAll(List.of("tenants", "users"));
        return tables;
    }

    private static List<String> readable(String role) throws SQLException {
        return names("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                    and has_table_privilege('%s', oid, 'select')
                """.formatted(role));
    }

    private static List<String> writable(String role) throws SQLException {
        return names("""
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                    and (has_any_column_privilege('%1$s', oid, 'insert') or has_any_column_privilege('%1$s', oid, 'update')
                        or has_table_privilege('%1$s', oid, 'delete') or has_table_privilege('%1$s', oid, 'truncate'))
                """.formatted(role));
    }

    private static List<String> names(String query) throws SQLException {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void asAdmin(String sql) {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertForbidden(String role, String sql) {
        assertThatThrownBy(() -> as(role, null, sql))
                .as("%s: %s", role, sql)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo(FORBIDDEN));
    }

    private static int count(String role, String query) throws SQLException {
        return as(role, null, query);
    }

    private static int countFor(TenantId tenant, String query) throws SQLException {
        return as(ROLES.app(), tenant, query);
    }

    private static int changedFor(TenantId tenant, String sql) {
        try {
            return as(ROLES.app(), tenant, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement in a role, or as the superuser, and undoes it: the number that it asked for, or of changed rows. */
    private static int as(String role, TenantId tenant, String sql) throws SQLException {
        try (Connection connection = TestDatabase.admin();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (role != null) {
                statement.execute("set local role " + role);
            }
            if (tenant != null) {
                statement.execute("set local app.tenant_id = '" + tenant + "'");
            }
            try {
                if (!statement.execute(sql)) {
                    return statement.getUpdateCount();
                }
                try (ResultSet row = statement.getResultSet()) {
                    row.next();
                    return row.getInt(1);
                }
            } finally {
                connection.rollback();
            }
        }
    }
}
