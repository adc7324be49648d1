package io.aicmo.port.tenant;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Membership;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.port.Tx;
import java.util.List;

/** Keeps tenants and who belongs to them. */
public interface TenantStore {
    /** Keeps a new tenant; its id must be the transaction's tenant. */
    void insert(Tx tx, Tenant tenant);

    /**
     * The transaction's own tenant.
     *
     * @throws io.aicmo.port.NotFound if it does not exist
     */
    Tenant get(Tx tx);

    /**
     * The user with this address: the one that is known already, in whatever tenant, or else a new one with this id.
     * Tells nothing about a known user but the id.
     */
    UserId userFor(Tx tx, EmailAddress email, UserId ifNew);

    /**
     * Keeps a new membership.
     *
     * @throws io.aicmo.port.AlreadyExists {@code membership.already_exists}
     */
    void insert(Tx tx, Membership membership);

    /** Where those are reached who own the transaction's tenant, the oldest member first. */
    List<EmailAddress> owners(Tx tx);

    /** The tenant's memberships, the oldest first. */
    List<Membership> memberships(Tx tx);
}
