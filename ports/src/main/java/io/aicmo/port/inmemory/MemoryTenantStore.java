package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.NotFound;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;
import java.util.Comparator;
import java.util.List;

/** Keeps tenants and members in memory. */
final class MemoryTenantStore implements TenantStore {
    private final Database database;

    MemoryTenantStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Tx tx, Tenant tenant) {
        MemoryTx ours = MemoryTx.of(tx);
        if (!tenant.id().equals(ours.tenant())) {
            throw new IllegalArgumentException("the transaction is another tenant's");
        }
        ours.lock();
        Rows<TenantId, Tenant> rows = ours.rows(database.tenants);
        if (rows.get(tenant.id()) != null) {
            throw new AlreadyExists("tenant.already_exists", "id", "there is a tenant with this id already");
        }
        rows.put(tenant.id(), Micros.in(tenant));
    }

    @Override
    public Tenant get(Tx tx) {
        Tenant tenant = MemoryTx.of(tx).rows(database.tenants).get(tx.tenant());
        if (tenant == null) {
            throw new NotFound("tenant", tx.tenant());
        }
        return tenant;
    }

    @Override
    public UserId userFor(Tx tx, EmailAddress email, UserId ifNew) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        Rows<EmailAddress, UserId> users = ours.work().rows(database.users, Table.NOBODY);
        UserId known = users.get(email);
        if (known != null) {
            return known;
        }
        users.put(email, ifNew);
        return ifNew;
    }

    @Override
    public void insert(Tx tx, Membership membership) {
        MemoryTx ours = MemoryTx.of(tx);
        ours.lock();
        Rows<UserId, Membership> rows = ours.rows(database.memberships);
        if (rows.get(membership.userId()) != null) {
            throw new AlreadyExists(
                    "membership.already_exists", "user_id", "the user is a member of this tenant already");
        }
        rows.put(membership.userId(), Micros.in(membership));
    }

    @Override
    public List<Membership> memberships(Tx tx) {
        return MemoryTx.of(tx).rows(database.memberships).all().stream()
                .sorted(Comparator.comparing(Membership::createdAt)
                        .thenComparing(membership -> membership.id().value(), ListOrder.IDS))
                .toList();
    }
}
