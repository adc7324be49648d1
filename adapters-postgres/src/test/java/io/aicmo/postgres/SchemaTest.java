package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.port.RecordTypes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks the catalogue, so that a new table cannot forget what holds for all. */
class SchemaTest {
    /** Looked up by what finds the tenant in the first place, or by workers of all tenants. */
    private static final Set<String> ACROSS_TENANTS = Set.of(
            "api_keys_lookup",
            "form_tokens_lookup",
            "webhook_sources_lookup",
            "jobs_ready",
            "jobs_due",
            "jobs_over",
            "webhook_deliveries_over",
            "webhook_events_over",
            "scheduled_jobs_due",
            "domain_events_in_order",
            "agent_runs_under_way",
            "crm_contacts_words");

    /** They belong to no tenant. */
    private static final Set<String> OF_NO_TENANT =
            Set.of("tenants", "users", "scheduled_tasks", "event_cursors", "aicmo_schema_history");

    @Test
    void everyTableCarriesItsTenantOrIsKnownToHaveNone() throws SQLException {
        assertThat(all("""
                        select c.relname from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                            and not exists (
                                select from pg_attribute a
                                where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
                        """)).containsExactlyInAnyOrderElementsOf(OF_NO_TENANT);
    }

    @Test
    void everyTableHasForcedRowSecurityButTheHistoryOfMigrations() throws SQLException {
        assertThat(all("""
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                            and not (relrowsecurity and relforcerowsecurity)
                        """)).containsExactly("aicmo_schema_history");
    }

    @Test
    void everyTenantTableHoldsTheApplicationToItsTenantForReadingAndWriting() throws SQLException {
        String sealed = """
                select c.relname from pg_policy p
                    join pg_class c on c.oid = p.polrelid
                where p.polcmd = '*' and p.polpermissive
                    and p.polroles = array['%s'::regrole::oid]
                    and pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)
                    and regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g') =
                        '(tenant_id = ( SELECT (NULLIF(current_setting(''app.tenant_id''::text, true), ''''::text))::uuid'
                        || ' AS "nullif"))'
                """.formatted(TestDatabase.config().roles().app());

        assertThat(all(sealed)).containsExactlyInAnyOrderElementsOf(tenantTables());
    }

    @Test
    void theApplicationHasOnePolicyOnEachTable() throws SQLException {
        assertThat(all("""
                        select c.relname from pg_policy p
                            join pg_class c on c.oid = p.polrelid
                        where p.polroles && array['%s'::regrole::oid, 0::oid]
                        group by c.relname
                        having count(*) > 1
                        """.formatted(TestDatabase.config().roles().app()))).isEmpty();
    }

    @Test
    void everyKeyAndIndexBeginsWithTheTenant() throws SQLException {
        assertThat(all("""
                        select i.indexrelid::regclass::text
                        from pg_index i
                            join pg_attribute t on t.attrelid = i.indrelid and t.attname = 'tenant_id'
                            join pg_class c on c.oid = i.indrelid
                        where c.relnamespace = 'public'::regnamespace and i.indkey[0] <> t.attnum
                        """)).containsExactlyInAnyOrderElementsOf(ACROSS_TENANTS);
    }

    @Test
    void everyReferenceStaysWithinItsTenant() throws SQLException {
        assertThat(all("""
                        select c.conrelid::regclass || ' -> ' || c.confrelid::regclass
                        from pg_constraint c
                            join pg_attribute t on t.attrelid = c.conrelid and t.attname = 'tenant_id'
                            left join pg_attribute f on f.attrelid = c.confrelid and f.attname = 'tenant_id'
                        where c.contype = 'f'
                            and not (c.conkey[1] = t.attnum
                                and (c.confkey[1] = f.attnum or c.confrelid = 'tenants'::regclass))
                        """))
                // People belong to no tenant; the application sees them through memberships only.
                .containsExactly("memberships -> users");
    }

    @Test
    void everyTableIsTheOwnersAndTheOwnerIsNobodysLogin() throws SQLException {
        assertThat(all("""
                        select relname from pg_class
                        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                            and relowner <> '%s'::regrole
                        """.formatted(TestDatabase.config().roles().owner()))).containsExactly("aicmo_schema_history");
        assertThat(all("""
                        select rolname from pg_roles
                        where rolname in ('%s')
                            and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                        """.formatted(String.join(
                        "', '", TestDatabase.config().roles().placeholders().values()))))
                .isEmpty();
    }

    @Test
    void whatRunsWithItsOwnersRightsHasAFixedSearchPathAndIsNotForEverybody() throws SQLException {
        assertThat(all("""
                        select proname from pg_proc
                        where pronamespace = 'public'::regnamespace and prosecdef
                            and coalesce(proconfig @> array['search_path=public, pg_temp'], false)
                            and not has_function_privilege('public', oid, 'execute')
                        """)).containsExactlyInAnyOrder("user_for", "found_contacts", "is_found");
        assertThat(all("""
                        select proname from pg_proc
                        where pronamespace = 'public'::regnamespace and prosecdef
                        """)).hasSize(3);
    }

    @Test
    void everyRecordTypesUniqueRulesAreIndexes() throws SQLException {
        List<String> indexes = all("select relname from pg_class where relkind = 'i'");

        assertThat(indexes)
                .containsAll(RecordTypes.ALL.stream()
                        .flatMap(type -> type.uniques().stream()
                                .map(unique -> type.table() + "_"
                                        + String.join(
                                                "_",
                                                unique.components().stream()
                                                        .map(name -> name.replaceAll("([A-Z])", "_$1")
                                                                .toLowerCase(Locale.ROOT))
                                                        .toList())
                                        + "_key"))
                        .toList());
    }

    private static List<String> tenantTables() throws SQLException {
        return all("""
                select c.relname from pg_class c
                    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                """);
    }

    private static List<String> all(String query) throws SQLException {
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
