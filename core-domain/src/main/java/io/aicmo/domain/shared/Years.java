package io.aicmo.domain.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The years of which days and times are taken: what lies beyond is a slip, and not every database has such a date. */
public final class Years {
    private static final int FIRST = 1900;
    private static final int LAST = 2999;
    private static final Instant BEGIN = beginOf(FIRST);
    private static final Instant END = beginOf(LAST + 1);

    private Years() {}

    private static Instant beginOf(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a day lies in one of them. */
    public static boolean hold(LocalDate day) {
        return day.getYear() >= FIRST && day.getYear() <= LAST;
    }

    /** Whether a moment lies in one of them, by UTC. */
    public static boolean hold(Instant moment) {
        return !moment.isBefore(BEGIN) && moment.isBefore(END);
    }
}
