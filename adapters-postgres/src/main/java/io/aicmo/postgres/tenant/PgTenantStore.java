package io.aicmo.postgres.tenant;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.MembershipId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.NotFound;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps tenants and members in their tables. */
final class PgTenantStore implements TenantStore {
    private final InstantSource clock;

    PgTenantStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void insert(Tx tx, Tenant tenant) {
        if (!tenant.id().equals(tx.tenant())) {
            throw new IllegalArgumentException("the transaction is another tenant's");
        }
        int inserted = PgTx.sql(tx, """
                        insert into tenants (id, name, time_zone, created_at)
                        values (:tenant, :name, :time_zone, :created_at)
                        on conflict do nothing
                        """)
                .bind("name", tenant.name())
                .bind("time_zone", tenant.timeZone().getId())
                .bind("created_at", tenant.createdAt())
                .execute();
        if (inserted == 0) {
            throw new AlreadyExists("tenant.already_exists", "id", "there is a tenant with this id already");
        }
    }

    @Override
    public Tenant get(Tx tx) {
        return PgTx.sql(tx, """
                        select id, name, time_zone, created_at from tenants
                        where id = :tenant
                        """).find(PgTenantStore::tenant).orElseThrow(() -> new NotFound("tenant", tx.tenant()));
    }

    @Override
    public UserId userFor(Tx tx, EmailAddress email, UserId ifNew) {
        return PgTx.sql(tx, "select user_for(:email, :if_new, :now) as id")
                .bind("email", email.value())
                .bind("if_new", ifNew)
                .bind("now", clock.instant())
                .find(row -> new UserId(Columns.uuid(row, "id")))
                .orElseThrow();
    }

    @Override
    public void insert(Tx tx, Membership membership) {
        int inserted = PgTx.sql(tx, """
                        insert into memberships (tenant_id, id, user_id, role, workspace_ids, created_at)
                        values (:tenant, :id, :user_id, :role, cast(:workspace_ids as jsonb), :created_at)
                        on conflict do nothing
                        """)
                .bind("id", membership.id())
                .bind("user_id", membership.userId())
                .bind("role", membership.role())
                .bind("workspace_ids", Json.text(membership.workspaceIds()))
                .bind("created_at", membership.createdAt())
                .execute();
        if (inserted == 0) {
            throw new AlreadyExists(
                    "membership.already_exists", "user_id", "the user is a member of this tenant already");
        }
    }

    @Override
    public List<EmailAddress> owners(Tx tx) {
        return PgTx.sql(tx, """
                        select u.email from memberships m join users u on u.id = m.user_id
                        where m.tenant_id = :tenant and m.role = 'owner'
                        order by m.created_at, m.id
                        """).list(row -> new EmailAddress(Columns.text(row, "email")));
    }

    @Override
    public List<Membership> memberships(Tx tx) {
        return PgTx.sql(tx, """
                        select id, user_id, role, workspace_ids, created_at from memberships
                        where tenant_id = :tenant
                        order by created_at, id
                        """).list(PgTenantStore::membership);
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                new TenantId(Columns.uuid(row, "id")),
                Columns.text(row, "name"),
                ZoneId.of(Columns.text(row, "time_zone")),
                Columns.instant(row, "created_at"));
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                new MembershipId(Columns.uuid(row, "id")),
                new UserId(Columns.uuid(row, "user_id")),
                Role.valueOf(Columns.text(row, "role").toUpperCase(Locale.ROOT)),
                workspaces(Columns.text(row, "workspace_ids")),
                Columns.instant(row, "created_at"));
    }

    private static Set<WorkspaceId> workspaces(String json) {
        return Stream.of((UUID[]) Json.read(json, UUID[].class))
                .map(WorkspaceId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
