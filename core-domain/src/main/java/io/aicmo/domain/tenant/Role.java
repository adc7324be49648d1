package io.aicmo.domain.tenant;

import static io.aicmo.domain.tenant.Permission.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a member may do in a tenant, highest first; each role may do all that the ones below it may. */
public enum Role {
    /** All, billing included. */
    OWNER(TENANT_OWN),
    /** Users, credentials, settings, agents. */
    ADMIN(SETTINGS_WRITE, SETTINGS_READ, CREDENTIALS_WRITE),
    /** Sees all leads and edits the team's; runs campaigns. */
    MANAGER(LEADS_WRITE_ALL, MARKETING_WRITE, EVENTS_WRITE),
    /** Sees leads and edits own ones. */
    REP(LEADS_WRITE, CONTACTS_WRITE, SEQUENCES_RUN),
    /** Reads. */
    VIEWER(LEADS_READ, CONTACTS_READ, MARKETING_READ, ANALYTICS_READ);

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed; the checker only knows Guava's sets
    private final Set<Permission> own;

    Role(Permission... own) {
        this.own = Set.of(own);
    }

    /** Everything that this role may do, with what it has from the roles below it. */
    public Set<Permission> permissions() {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        EnumSet.range(this, VIEWER).forEach(role -> all.addAll(role.own));
        return Collections.unmodifiableSet(all);
    }

    /** Whether this role stands as high as the other or higher. */
    public boolean isAtLeast(Role other) {
        return compareTo(other) <= 0;
    }

    /** The word in JSON, tokens and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
