package io.aicmo.domain.job;

import java.util.Locale;

/** How urgent work is among that of its tenant, most urgent first; never among tenants, who take turns. */
public enum Priority {
    /** A customer waits: a reply came in, a lead is to be routed. */
    P0,
    /** A person at the screen waits. */
    P1,
    /** Wanted today; what is not said otherwise. */
    P2,
    /** Whenever there is room. */
    P3;

    /** 0 for the most urgent, to 3. */
    public int rank() {
        return ordinal();
    }

    /** The word in JSON and the database, for example {@code p0}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
