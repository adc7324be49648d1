package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Rejected;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;

/**
 * When people may be written to, by the clock on their own wall. Where the clock goes forward over an end of the hours,
 * that end is as much later; where it goes back, the first of two equal times counts.
 *
 * @param days on which days, at least one, in the order of the week
 * @param from the first minute
 * @param to the minute that is too late; after {@code from}, on the same day
 */
public record SendingHours(List<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** Weekdays from 8 to 18. */
    public static final SendingHours USUAL = new SendingHours(
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
            LocalTime.of(8, 0),
            LocalTime.of(18, 0));

    /** Hours in two weeks at most lie between two days on which somebody may be written to. */
    private static final int DAYS_AHEAD = 14;

    /** @throws Rejected {@code sending_hours.empty} */
    public SendingHours {
        if (days.isEmpty()) {
            throw Rejected.field("sending_hours/days", "sending_hours.empty", "sending hours need a day of the week");
        }
        if (!from.isBefore(to)) {
            throw Rejected.field("sending_hours/to", "sending_hours.empty", "to must be later than from");
        }
        days = List.copyOf(EnumSet.copyOf(days));
    }

    /** The first moment from this one on at which somebody in this zone may be written to. */
    public Instant next(Instant from, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(from, zone);
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            LocalDate day = today.plusDays(ahead);
            Instant opens = day.atTime(this.from).atZone(zone).toInstant();
            Instant closes = day.atTime(to).atZone(zone).toInstant();
            Instant first = from.isAfter(opens) ? from : opens;
            if (days.contains(day.getDayOfWeek()) && first.isBefore(closes)) {
                return first;
            }
        }
        throw new IllegalStateException("no sending hours in " + zone + " after " + from);
    }
}
