package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.AlreadyExists;
import io.aicmo.port.NotFound;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps tenants and members in memory. */
final class MemoryTenantStore implements TenantStore {
    private final Database database;

    MemoryTenantStore(Database database) {
        this.database = database;
    }

    /** A person, who may be a member of several tenants. */
    record User(UserId id, EmailAddress email) {}

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
        Rows<EmailAddress, User> users = users(ours);
        User known = users.get(email);
        if (known != null) {
            return known.id;
        }
        users.put(email, new User(ifNew, email));
        return ifNew;
    }

    private Rows<EmailAddress, User> users(MemoryTx tx) {
        return tx.work().rows(database.users, Table.NOBODY);
    }

    @Override
    public List<EmailAddress> owners(Tx tx) {
        Map<UserId, EmailAddress> addresses =
                users(MemoryTx.of(tx)).all().stream().collect(Collectors.toMap(User::id, User::email));
        return memberships(tx).stream()
                .filter(member -> member.role() == Role.OWNER)
                .flatMap(member -> Stream.ofNullable(addresses.get(member.userId())))
                .toList();
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
