package io.aicmo.application.crm;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.UserId;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;

/** Checks who may own a lead: members of the tenant. */
final class Owners {
    private final TenantStore tenants;

    Owners(TenantStore tenants) {
        this.tenants = tenants;
    }

    /** @throws Rejected {@code owner.unknown} */
    void check(Tx tx, UserId owner) {
        if (tenants.memberships(tx).stream().noneMatch(member -> member.userId().equals(owner))) {
            throw Rejected.field("owner_id", "owner.unknown", "there is no member " + owner);
        }
    }
}
