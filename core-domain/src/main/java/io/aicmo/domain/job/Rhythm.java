package io.aicmo.domain.job;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * When something recurs, by the clock on a tenant's wall. Where the clock goes back, the first of the two equal times
 * counts, so that nothing happens twice; where it goes forward over a time, as much later, so that nothing is left out.
 */
public sealed interface Rhythm {
    /** The first time after this one. */
    Instant next(Instant after, ZoneId zone);

    /** In words, for example {@code weekly on monday at 06:00}. */
    String words();

    /** Each day at a time. */
    record Daily(LocalTime at) implements Rhythm {
        @Override
        public Instant next(Instant after, ZoneId zone) {
            LocalDate today = LocalDate.ofInstant(after, zone);
            return first(after, today, at, zone, 1);
        }

        @Override
        public String words() {
            return "daily at " + at;
        }
    }

    /** Each week on a day at a time. */
    record Weekly(DayOfWeek on, LocalTime at) implements Rhythm {
        @Override
        public Instant next(Instant after, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(after, zone).with(TemporalAdjusters.previousOrSame(on));
            return first(after, day, at, zone, 7);
        }

        @Override
        public String words() {
            return "weekly on " + on.name().toLowerCase(Locale.ROOT) + " at " + at;
        }
    }

    private static Instant first(Instant after, LocalDate from, LocalTime at, ZoneId zone, int days) {
        LocalDate day = from;
        Instant time = ZonedDateTime.of(day, at, zone).toInstant();
        while (!time.isAfter(after)) {
            day = day.plusDays(days);
            time = ZonedDateTime.of(day, at, zone).toInstant();
        }
        return time;
    }
}
