package io.aicmo.domain.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing that a caller may be allowed to do. Its {@link #scope()} is the word in API keys and tokens. */
public enum Permission {
    LEADS_READ,
    /** Make leads, and change those that one owns. */
    LEADS_WRITE,
    /** Change any lead. */
    LEADS_WRITE_ALL,
    CONTACTS_READ,
    CONTACTS_WRITE,
    /** Campaigns, sequences and automations. */
    MARKETING_READ,
    MARKETING_WRITE,
    /** Enrol leads into sequences. */
    SEQUENCES_RUN,
    /** Record channel events. */
    EVENTS_WRITE,
    /** Statistics, reports and the integrity report. */
    ANALYTICS_READ,
    SETTINGS_READ,
    SETTINGS_WRITE,
    /** API keys, form tokens and webhook sources. */
    CREDENTIALS_WRITE,
    /** What only an owner may: to give the owner's role away, billing. */
    TENANT_OWN;

    /** The scope as it is written in an API key, for example {@code leads:read} or {@code leads:write_all}. */
    public String scope() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", ":");
    }

    /** The permission of a scope, or empty for a word that is none. */
    public static Optional<Permission> ofScope(String scope) {
        return Arrays.stream(values())
                .filter(permission -> permission.scope().equals(scope))
                .findFirst();
    }
}
