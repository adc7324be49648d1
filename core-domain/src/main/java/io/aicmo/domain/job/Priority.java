package io.aicmo.domain.job;

import java.util.Locale;

/** How urgent work is among that of its tenant, most urgent first; never among tenants, who take turns. */
public enum Priority {
    /** A customer waits: a reply came in, a lead is to be routed. */
    P0(0),
    /** A person at the screen waits. */
    P1(1),
    /** Wanted today; what is not said otherwise. */
    P2(2),
    /** Whenever there is room. */
    P3(3);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** 0 for the most urgent, to 3. */
    public int rank() {
        return rank;
    }

    /** The word in JSON and the database, for example {@code p0}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
