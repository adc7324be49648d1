package io.aicmo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the migrations say, as text: a table that forgets its row security does not get as far as a database. */
class MigrationsTest {
    private static final Path MIGRATIONS = Path.of("../adapters-postgres/src/main/resources/db/migration");
    private static final Pattern TABLE =
            Pattern.compile("create table (\\w+)\\s*(\\((.*?)\\n\\)|partition of (\\w+))", Pattern.DOTALL);

    @Test
    void everyTenantTableIsSealedByForcedRowSecurity() throws IOException {
        String sql = allMigrations();

        assertThat(tenantTables(sql))
                .hasSizeGreaterThan(20)
                .allSatisfy(table -> assertThat(sql)
                        .as("%s has a tenant_id, so its migration must say call seal('%s')", table, table)
                        .contains("call seal('" + table + "')"));
    }

    @Test
    void aTableThatIsNotSealedIsNoticed() {
        String sql = "create table leaky (\n    tenant_id uuid not null,\n    id uuid\n);";

        assertThat(tenantTables(sql)).containsExactly("leaky");
        assertThat(sql).doesNotContain("call seal('leaky')");
    }

    @Test
    void sealingForcesRowSecurity() throws IOException {
        assertThat(allMigrations())
                .contains("enable row level security")
                .contains("force row level security")
                .contains("with check");
    }

    private static List<String> tenantTables(String sql) {
        List<String> tables = new ArrayList<>();
        Matcher matcher = TABLE.matcher(sql);
        while (matcher.find()) {
            String columns = matcher.group(3);
            if (columns == null || columns.contains("tenant_id")) {
                tables.add(matcher.group(1));
            }
        }
        return tables;
    }

    private static String allMigrations() throws IOException {
        StringBuilder sql = new StringBuilder();
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                sql.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return sql.toString();
    }
}
