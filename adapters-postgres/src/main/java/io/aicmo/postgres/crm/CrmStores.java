package io.aicmo.postgres.crm;

import com.zaxxer.hikari.HikariDataSource;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import java.util.function.Consumer;

/** The door to this area's stores. */
public final class CrmStores {
    private CrmStores() {}

    /** @param channels tell which activities reach an address, which bounce, and which are a person's own doing */
    public static LeadStore leads(ChannelCatalogue channels) {
        return new PgLeadStore(channels);
    }

    /**
     * The spine, with its writers started.
     *
     * @param connections for the writers alone, one for each, in autocommit; closed with the store
     * @param role the role that they write as
     * @param bell is rung after a commit for whom something new was recorded
     */
    public static PgSpineStore spine(
            HikariDataSource connections, String role, SpineLimits limits, Consumer<TenantId> bell) {
        return new PgSpineStore(connections, role, limits, bell);
    }

    public static SequenceStepStore steps() {
        return new PgSequenceStepStore();
    }
}
