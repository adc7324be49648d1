package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Years;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/**
 * A week from Monday to Sunday, as ISO 8601 counts them. Its days are a tenant's: when it begins and ends depends on the
 * time zone.
 *
 * @param monday its first day
 */
public record Week(LocalDate monday) {
    /** @throws IllegalArgumentException if the day is not a Monday */
    public Week {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(monday + " is not a Monday");
        }
    }

    /** The week that a day is in. */
    public static Week of(LocalDate day) {
        return new Week(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The week that it is in a time zone at an instant. */
    public static Week at(Instant instant, ZoneId zone) {
        return of(LocalDate.ofInstant(instant, zone));
    }

    /**
     * A week as ISO 8601 writes it, for example {@code 2026-W10}.
     *
     * @throws Rejected {@code week.invalid}
     */
    public static Week parse(String word) {
        try {
            LocalDate monday = LocalDate.parse(word + "-1", DateTimeFormatter.ISO_WEEK_DATE);
            if (Years.hold(monday) && of(monday).word().equals(word)) {
                return new Week(monday);
            }
        } catch (DateTimeException none) {
            // Told below, like a week that is written in another way.
        }
        throw Rejected.field("week", "week.invalid", "week must be a week such as 2026-W10");
    }

    /** As ISO 8601 writes it, for example {@code 2026-W10}. */
    public String word() {
        return DateTimeFormatter.ISO_WEEK_DATE.format(monday).substring(0, "2026-W10".length());
    }

    /** Its last day. */
    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    /** The week before. */
    public Week previous() {
        return new Week(monday.minusWeeks(1));
    }

    /** The week after. */
    public Week next() {
        return new Week(monday.plusWeeks(1));
    }

    /** When it begins in a time zone. Where clocks change in it, it is an hour shorter or longer than others. */
    public Instant begins(ZoneId zone) {
        return monday.atStartOfDay(zone).toInstant();
    }

    /** When it is over in a time zone: when the next one begins. */
    public Instant ends(ZoneId zone) {
        return next().begins(zone);
    }

    @Override
    public String toString() {
        return word();
    }
}
