package io.aicmo.domain.ai;

import java.util.Locale;

/** How urgent an agent's work is, most urgent first. */
public enum Priority {
    /** A customer waits: a reply came in, a lead is to be routed. */
    P0,
    /** A person at the screen waits. */
    P1,
    /** Wanted today. */
    P2,
    /** Whenever there is room. */
    P3;

    /** The word in JSON and the database, for example {@code p0}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
